package dev.skep.processor.lowering;

import dev.skep.ir.Function;
import dev.skep.ir.MapDefinition;
import dev.skep.ir.Unit;
import dev.skep.ir.text.IrParser;
import dev.skep.ir.text.IrSyntaxException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What libbpf and programs at static probes of user space share: the maps where libbpf writes how each argument of a probe is found, by the
 * cookie that it attaches the program with, and the functions that find it ({@code usdt.bpf.h} of libbpf 0.8).
 */
public final class UsdtLibrary {
    private static final Unit LIBRARY = read();

    private static final Set<String> NAMES = Stream.concat(
                    LIBRARY.maps().stream().map(MapDefinition::name),
                    LIBRARY.functions().stream().map(Function::name))
            .collect(Collectors.toUnmodifiableSet());

    private UsdtLibrary() {}

    /** Gives it to a class, once. */
    static void addTo(UnitScope unit) {
        if (unit.statics().take(LIBRARY.maps())) LIBRARY.functions().forEach(unit.functions()::add);
    }

    /** Returns whether a map or function of a unit is of the library, which an object has once, however many of its classes have it. */
    public static boolean has(Unit unit, String name) {
        return NAMES.contains(name) && unit.maps().containsAll(LIBRARY.maps());
    }

    private static Unit read() {
        try (var resource = UsdtLibrary.class.getResourceAsStream("usdt.ir")) {
            if (resource == null) throw new IllegalStateException("usdt.ir is missing beside " + UsdtLibrary.class);
            return IrParser.unit(new String(resource.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IrSyntaxException e) {
            throw new IllegalStateException("usdt.ir cannot be read", e);
        }
    }
}
