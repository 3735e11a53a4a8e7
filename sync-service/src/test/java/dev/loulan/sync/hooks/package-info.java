@org.jspecify.annotations.NullMarked
package dev.loulan.sync.hooks;
