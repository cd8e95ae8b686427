#ifndef FLOW_SHAPE_H
#define FLOW_SHAPE_H

/* Shape: the line of one edge, once it is known which way it goes. */

struct arena;
struct course;
struct layout_box;
struct obstacles;
struct track;

/*
 * From the far side of one node to the near side of another: in a step, in a
 * smooth curve, or in a lane beside what is in the way.
 */
void shape_along(struct arena *, struct obstacles *, const struct course *,
		 struct track *);

/* Out and in on the same side, around what is between; may change the side. */
void shape_around(struct arena *, struct obstacles *, const struct course *,
		  struct track *);

/* From a node to itself. */
void shape_self(struct arena *, const struct layout_box *, struct track *);

#endif
