/**
 * What people ask for, made from the entries of the intake: sales with their evidence, reviews,
 * open and closed days. The file may be deleted at any time; it is made again from the intake.
 * Enter at {@link dev.loulan.sync.readmodel.Projector} to fill it and {@link
 * dev.loulan.sync.readmodel.SalesModel} to read it.
 */
@NullMarked
package dev.loulan.sync.readmodel;

import org.jspecify.annotations.NullMarked;
