/**
 * The pages for operator, host and supplier: server-rendered, in English and Chinese, with parts
 * that the server renews while one looks.
 *
 * <p>Enter at {@link dev.loulan.server.web.PageResource} and {@link
 * dev.loulan.server.web.LiveResource}. Decides what is shown and in which words; figures come from
 * {@link dev.loulan.server.web.Figures} and are not reckoned here. Any thread may call; rendering
 * may block on the read models.
 */
@NullMarked
package dev.loulan.server.web;

import org.jspecify.annotations.NullMarked;
