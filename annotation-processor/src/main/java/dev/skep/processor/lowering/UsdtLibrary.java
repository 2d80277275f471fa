package dev.skep.processor.lowering;

import dev.skep.ir.Unit;
import dev.skep.ir.text.IrParser;
import dev.skep.ir.text.IrSyntaxException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * What libbpf and programs at static probes of user space share: the maps where libbpf writes how each argument of a probe is found, by the
 * cookie that it attaches the program with, and the functions that find it ({@code usdt.bpf.h} of libbpf 0.8).
 */
final class UsdtLibrary {
    private static final Unit LIBRARY = read();

    private UsdtLibrary() {}

    /** Gives it to a class, once. */
    static void addTo(UnitScope unit, FunctionQueue functions) {
        if (unit.statics().take(LIBRARY.maps())) LIBRARY.functions().forEach(functions::add);
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
