package dev.skep.compiler;

import dev.skep.asm.Code;
import dev.skep.compiler.machine.CodeGenerator;
import dev.skep.compiler.object.BuildObject;
import dev.skep.compiler.pass.ExpandMemory;
import dev.skep.ir.Unit;
import dev.skep.object.ObjectWriter;
import java.util.HashMap;
import java.util.Map;

/** Objects of units that the compiler would refuse, so that the kernel is asked whether it does, too. */
final class Unchecked {
    private Unchecked() {}

    /** Skips what the compiler checks. */
    static byte[] object(Unit unit, Options options) {
        var ready = unit.withFunctions(
                unit.functions().stream().map(new ExpandMemory()::run).toList());
        Map<String, Code> code = new HashMap<>();
        for (var function : ready.functions())
            code.put(function.name(), CodeGenerator.generate(function, options).code());
        return ObjectWriter.write(BuildObject.of(ready, code, options.byteOrder()), options.target());
    }
}
