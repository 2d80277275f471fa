package dev.skep.dsl;

import dev.skep.kernel.MapType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Programs by index, for {@linkplain ProgramBuilder#tailCall tail calls}. Kernel 4.2. */
public final class ProgArrayDef extends MapDef<ProgArrayDef> {
    private ProgArrayDef(MapDraft draft) {
        super(draft);
    }

    /** Programs. */
    public static ProgArrayDef progArray(String name) {
        return new ProgArrayDef(MapDraft.of(name, MapType.PROG_ARRAY));
    }

    /** Returns the same array with these programs of the object in its first entries. */
    public ProgArrayDef values(String... programs) {
        return new ProgArrayDef(draft().withInitial(List.of(programs)));
    }

    @Override
    ProgArrayDef with(MapDraft changed) {
        return new ProgArrayDef(changed);
    }

    @Override
    Type<?> keyType() {
        return Types.U32;
    }

    @Override
    @Nullable
    Type<?> valueType() {
        return draft().initial().isEmpty() ? Types.U32 : null;
    }
}
