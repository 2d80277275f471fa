package dev.skep.compiler.machine;

import dev.skep.asm.Assembler;
import dev.skep.asm.IsaVersion;
import dev.skep.asm.Target;
import dev.skep.compiler.GeneratedCode;
import dev.skep.compiler.Options;
import dev.skep.compiler.pass.WidenNumbers;
import dev.skep.ir.Function;
import dev.skep.ir.text.IrParser;
import dev.skep.kernel.KernelVersion;
import java.nio.ByteOrder;

/** The way from IR to bytes in tests. */
final class Backend {
    static final Options OLD = options("5.10");
    static final Options NEW = options("6.6");
    static final Options FIRST_LEVEL = OLD.withIsa(IsaVersion.V1);

    private Backend() {}

    static Options options(String kernel) {
        return new Options(KernelVersion.parse(kernel), ByteOrder.nativeOrder());
    }

    static GeneratedCode generate(String ir, Options options) {
        return generate(IrParser.function(ir), options);
    }

    static GeneratedCode generate(Function function, Options options) {
        return CodeGenerator.generate(options.computesNarrow() ? function : new WidenNumbers().run(function), options);
    }

    /** Returns what the running kernel can load. */
    static byte[] bytes(GeneratedCode generated, Options options) {
        return Assembler.assemble(generated.code(), Target.of(options.targetKernel()))
                .bytes(options.byteOrder());
    }
}
