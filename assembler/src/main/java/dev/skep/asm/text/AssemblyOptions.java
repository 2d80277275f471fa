package dev.skep.asm.text;

import dev.skep.asm.IsaVersion;
import dev.skep.asm.Target;
import java.nio.ByteOrder;
import java.util.EnumSet;
import java.util.Set;

/**
 * How a text is read.
 *
 * @param order the byte order of what it becomes
 * @param dialects what it may be written in; with more than one, its first telling instruction decides
 * @param target what it must run on: other instructions are refused
 * @param jumps what becomes of jumps that do not reach
 */
public record AssemblyOptions(ByteOrder order, Set<Dialect> dialects, Target target, Jumps jumps) {
    /** Little endian, any dialect, every instruction, jumps as written. */
    public static final AssemblyOptions DEFAULT = new AssemblyOptions(
            ByteOrder.LITTLE_ENDIAN, EnumSet.allOf(Dialect.class), Target.of(IsaVersion.V4), Jumps.AS_WRITTEN);

    /** What becomes of jumps to labels that do not reach. */
    public enum Jumps {
        /** They are refused. */
        AS_WRITTEN,
        /** They are made long with {@code gotol}. */
        RELAXED
    }

    /** Copies the set; refuses an empty one. */
    public AssemblyOptions {
        dialects = Set.copyOf(dialects);
        if (dialects.isEmpty()) {
            throw new IllegalArgumentException("a text is written in some dialect");
        }
    }

    /** Returns these options with another byte order. */
    public AssemblyOptions withOrder(ByteOrder newOrder) {
        return new AssemblyOptions(newOrder, dialects, target, jumps);
    }

    /** Returns these options for texts in one dialect. */
    public AssemblyOptions withDialect(Dialect dialect) {
        return new AssemblyOptions(order, Set.of(dialect), target, jumps);
    }

    /** Returns these options for another target. */
    public AssemblyOptions withTarget(Target newTarget) {
        return new AssemblyOptions(order, dialects, newTarget, jumps);
    }

    /** Returns these options with jumps treated otherwise. */
    public AssemblyOptions withJumps(Jumps newJumps) {
        return new AssemblyOptions(order, dialects, target, newJumps);
    }
}
