#ifndef AUTH_PASSWORD_COMMON_H
#define AUTH_PASSWORD_COMMON_H

/*
 * The commonest passwords that are long enough to be taken otherwise: lower
 * case, sorted by bytes, for bsearch with strcasecmp.
 */

static const char *const password_common[] = {
	"00000000", "000000000", "0000000000", "0123456789", "0987654321",
	"11111111", "111111111", "1111111111", "11223344", "1122334455",
	"12121212", "12312312", "123123123", "123321123", "12341234",
	"12344321", "1234512345", "123456123", "12345678", "123456789",
	"1234567890", "123654789", "13131313", "147258369", "159753159",
	"1q2w3e4r", "1q2w3e4r5t", "1qaz2wsx", "1qazxsw2", "22222222",
	"33333333", "44444444", "55555555", "66666666", "741852963", "77777777",
	"789456123", "87654321", "88888888", "987654321", "9876543210",
	"99999999", "a1234567", "a12345678", "a1b2c3d4", "aa123456", "aaaaaaaa",
	"abc12345", "abc123456", "abcd1234", "abcdefg1", "abcdefgh", "admin123",
	"admin1234", "admin12345", "adminadmin", "administrator",
	"administrator1", "asdf1234", "asdfasdf", "asdfghjk", "asdfghjkl",
	"autumn2024", "autumn2025", "baseball", "baseball1", "basketball",
	"changeme", "changeme1", "changeme123", "charlie1", "chocolate",
	"computer", "corvette", "default1", "dragon123", "football",
	"football1", "guest123", "iloveyou", "iloveyou1", "iloveyou2",
	"internet", "jennifer", "jordan23", "letmein1", "letmein123",
	"liverpool", "master123", "mercedes", "michelle", "monkey123",
	"p@ssw0rd", "p@ssword", "passw0rd", "password", "password1",
	"password12", "password123", "password1234", "pokemon1", "princess",
	"princess1", "q1w2e3r4", "q1w2e3r4t5", "qazwsxedc", "qwerty12",
	"qwerty123", "qwerty1234", "qwerty12345", "qwertyui", "qwertyuiop",
	"qwertz123", "qwertzuiop", "root1234", "rootroot", "samsung1",
	"secret123", "spring2024", "spring2025", "starwars", "summer2023",
	"summer2024", "summer2025", "sunshine", "sunshine1", "superman",
	"superman1", "test1234", "testing123", "testtest", "trustno1",
	"welcome1", "welcome12", "welcome123", "whatever", "winter2023",
	"winter2024", "winter2025", "zaq12wsx", "zaq1zaq1", "zxcvbnm1",
	"zxcvbnm123",
};

#define PASSWORD_COMMON_COUNT \
	(sizeof password_common / sizeof *password_common)

#endif
