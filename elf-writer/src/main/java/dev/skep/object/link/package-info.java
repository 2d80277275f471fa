/**
 * Several objects into one, as {@code bpftool gen object} does: sections of one name become one, a global that one object declares
 * is the one that another defines, types that say the same become one.
 *
 * <pre>
 * inputs ─InputObject─► checked, each alone
 *        ─GlobalTable─► who defines each global: strong before weak, the first weak one otherwise; all agree on its type
 *        ─SectionPlan─► where each section of each input goes; code of weak functions that lost is left out
 *        ─LinkedSymbols, LinkedTypes, LinkedCode─► the same for symbols, types, instructions and what is known about them
 * </pre>
 *
 * <p>Unlike bpftool it gives static functions and variables of several inputs that share a name names of their own, and leaves no
 * code behind that no symbol names: both are rules of loaders other than libbpf.
 */
@NullMarked
package dev.skep.object.link;

import org.jspecify.annotations.NullMarked;
