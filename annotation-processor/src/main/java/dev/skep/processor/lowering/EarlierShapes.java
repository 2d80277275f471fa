package dev.skep.processor.lowering;

import dev.skep.ir.BpfType;
import dev.skep.ir.Unit;
import dev.skep.processor.type.JavaType;
import dev.skep.processor.type.JavaType.MapClass;
import dev.skep.processor.type.JavaType.Stored;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares what a class file says of a member with what was compiled: javac before 22 forgets annotations within types, {@code @Unsigned} in
 * {@code BpfHashMap<@Unsigned Integer, U64>}, and a class and its compiled form may not belong together.
 */
final class EarlierShapes {
    private EarlierShapes() {}

    /** Returns how a function differs from its declaration. */
    static Optional<String> function(Unit unit, String name, Signature signature) {
        var function =
                unit.functions().stream().filter(f -> f.name().equals(name)).findFirst();
        if (function.isEmpty()) return Optional.of("was no function");
        var there = function.get().parameters();
        var here = signature.parameters();
        if (there.size() != here.size()) return Optional.of("took " + there.size() + " arguments");
        for (var i = 0; i < here.size(); i++) {
            var shown = Signature.shown(here.get(i).type());
            if (!shown.equals(there.get(i).type()))
                return different("argument " + (i + 1), shown, there.get(i).type());
        }
        return different("its result", signature.returned(), function.get().returnType());
    }

    /** Returns how a map or a global variable differs from its declaration. */
    static Optional<String> variable(Unit unit, String name, JavaType type) {
        if (type instanceof MapClass map) {
            var there = unit.maps().stream().filter(m -> m.name().equals(name)).findFirst();
            if (there.isEmpty() || there.get().type() != map.kind()) return Optional.of("was no such map");
            var key = different("its key", memory(map.key()), there.get().key());
            var hasValue = there.get().value() != null;
            return key.isPresent() || !hasValue
                    ? key
                    : different("its value", memory(map.value()), there.get().value());
        }
        var there = unit.globals().stream().filter(g -> g.name().equals(name)).findFirst();
        if (there.isEmpty()) return Optional.of("was no global variable");
        return type instanceof Stored stored
                ? different("it", stored.memory(), there.get().type())
                : Optional.empty();
    }

    private static @Nullable BpfType memory(@Nullable Stored type) {
        return type == null ? null : type.memory();
    }

    private static Optional<String> different(String what, @Nullable BpfType here, @Nullable BpfType there) {
        if (here == null || there == null || here.equals(there)) return Optional.empty();
        return Optional.of("was compiled when " + what + " had another type");
    }
}
