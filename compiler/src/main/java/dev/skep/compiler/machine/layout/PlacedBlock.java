package dev.skep.compiler.machine.layout;

import dev.skep.asm.Comparison;
import dev.skep.asm.SourceLine;
import dev.skep.compiler.machine.allocation.AllocatedStep;
import dev.skep.ir.BlockLabel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A block in its place: its steps, then up to two jumps, then the next block unless one of them always jumps.
 *
 * @param comparison when it holds, control goes to {@code branch}; null when the block does not compare
 * @param branch null when the block does not compare
 * @param jump where control goes else; null when it falls into the next block or leaves
 * @param leaves whether the function ends here
 * @param line of what ends the block
 */
record PlacedBlock(
        BlockLabel label,
        List<AllocatedStep> steps,
        @Nullable Comparison comparison,
        @Nullable BlockLabel branch,
        @Nullable BlockLabel jump,
        boolean leaves,
        SourceLine line) {}
