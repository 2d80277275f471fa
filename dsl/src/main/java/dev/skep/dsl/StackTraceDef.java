package dev.skep.dsl;

import dev.skep.kernel.MapLimits;
import dev.skep.kernel.MapType;

/** Stacks by number, for {@link ProgramBuilder#stackId}. Kernel 4.6. */
public final class StackTraceDef extends MapDef<StackTraceDef> {
    private final int depth;

    private StackTraceDef(MapDraft draft, int depth) {
        super(draft);
        this.depth = depth;
    }

    /** Stacks of 127 addresses at most. */
    public static StackTraceDef stackTrace(String name) {
        return new StackTraceDef(MapDraft.of(name, MapType.STACK_TRACE), MapLimits.STACK_DEPTH);
    }

    /** Returns the same map for that many addresses of each stack. */
    public StackTraceDef depth(int addresses) {
        MapLimits.require(addresses, "depth of stacks", 1, MapLimits.STACK_DEPTH);
        return new StackTraceDef(draft(), addresses);
    }

    @Override
    StackTraceDef with(MapDraft changed) {
        return new StackTraceDef(changed, depth);
    }

    @Override
    Type<?> keyType() {
        return Types.U32;
    }

    @Override
    Type<?> valueType() {
        return Types.array(Types.U64, MapLimits.stackWords(depth, draft().flags()));
    }
}
