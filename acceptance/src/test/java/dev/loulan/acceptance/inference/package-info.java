/** The inference on the shelves, shoppers and physics of the testkit. */
@org.jspecify.annotations.NullMarked
package dev.loulan.acceptance.inference;
