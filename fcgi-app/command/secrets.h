#ifndef COMMAND_SECRETS_H
#define COMMAND_SECRETS_H

/*
 * Keys and tokens are in the memory of this process: from now on it leaves no core
 * file, and no other process of this user reads it.
 */
void secrets_keep(void);

#endif
