/**
 * What loaders and kernels make of an object: which of them refuse it or take it for something else, and why; and the oldest kernel
 * that has everything it uses.
 *
 * <pre>
 * LintReport   = Finding* MinimumKernel
 * Finding      = LintRule Fate* place message        Fate = Loader versions Effect
 * MinimumKernel = KernelNeed*                        the highest version that is needed
 * </pre>
 *
 * <p>The rules are rows of {@link dev.skep.object.lint.LintRule}. Their numbers are those of the portable profile, the rules that an
 * object obeys which loads everywhere: 1 to 6 are about the file, 7 to 13 about programs, calls and references, 14 to 17 about
 * maps, 18 and 19 about data, 20 to 23 about types, 24 and 25 about what is known of code. Rule 0 is what lies outside it.
 */
@NullMarked
package dev.skep.object.lint;

import org.jspecify.annotations.NullMarked;
