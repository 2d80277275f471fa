package dev.skep.compiler;

import dev.skep.asm.Code;
import dev.skep.compiler.check.CheckArenas;
import dev.skep.compiler.check.CheckCallDepth;
import dev.skep.compiler.check.CheckEndlessLoops;
import dev.skep.compiler.check.CheckHelpers;
import dev.skep.compiler.check.CheckHomes;
import dev.skep.compiler.check.CheckLocks;
import dev.skep.compiler.check.CheckMapUsers;
import dev.skep.compiler.check.CheckMemorySizes;
import dev.skep.compiler.check.CheckNullness;
import dev.skep.compiler.check.CheckObjects;
import dev.skep.compiler.check.CheckPacketOffsets;
import dev.skep.compiler.check.CheckRecursion;
import dev.skep.compiler.check.CheckResLocks;
import dev.skep.compiler.check.CheckStalePackets;
import dev.skep.compiler.check.CheckTarget;
import dev.skep.compiler.check.CheckThrows;
import dev.skep.compiler.check.FunctionCheck;
import dev.skep.compiler.machine.CodeGenerator;
import dev.skep.compiler.machine.KernelTooOld;
import dev.skep.compiler.machine.layout.FrameTooLarge;
import dev.skep.compiler.object.BuildObject;
import dev.skep.compiler.object.ObjectDiagnostics;
import dev.skep.ir.Function;
import dev.skep.ir.FunctionKind;
import dev.skep.ir.Unit;
import dev.skep.ir.check.IrChecker;
import dev.skep.kernel.SectionName;
import dev.skep.object.BpfObject;
import dev.skep.object.ObjectException;
import dev.skep.object.ObjectWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** From a unit of IR to an object. Everything that is wrong with the user's program is found before anything is thrown. */
public final class Compiler {
    /** The stage before the first pass: what the front end handed over. */
    public static final String GIVEN = "ir";

    /** The stage of instructions over virtual registers. */
    public static final String MACHINE = "machine";

    /** The stage of instructions on registers and places in the frame. */
    public static final String REGISTERS = "registers";

    /** The stage of final code, with source lines. */
    public static final String CODE = "code";

    private final Options options;
    private final List<Diagnostic> diagnostics = new ArrayList<>();

    private Compiler(Options options) {
        this.options = options;
    }

    /** Returns the names of all stages that listeners hear of, in the order in which they come first. */
    public static List<String> stages() {
        return Stream.of(List.of(GIVEN), Pipeline.names(), List.of(MACHINE, REGISTERS, CODE))
                .flatMap(List::stream)
                .toList();
    }

    /**
     * Returns the object file of a unit.
     *
     * @throws SkepException with everything that is wrong with the program
     */
    public static byte[] compile(Unit unit, Options options) {
        var object = model(unit, options);
        try {
            return ObjectWriter.write(object, options.target());
        } catch (ObjectException e) {
            throw new SkepException(ObjectDiagnostics.of(e, unit));
        }
    }

    /**
     * Returns the model of the object of a unit, before it is a file.
     *
     * @throws SkepException with everything that is wrong with the program
     */
    public static BpfObject model(Unit unit, Options options) {
        return new Compiler(options).run(unit);
    }

    private BpfObject run(Unit unit) {
        IrChecker.check(unit);
        checkSections(unit);
        diagnostics.addAll(new CheckRecursion().check(unit));
        diagnostics.addAll(new CheckTarget(options.target()).check(unit));
        diagnostics.addAll(new CheckHelpers(options.targetKernel()).check(unit));
        diagnostics.addAll(new CheckArenas().check(unit));
        diagnostics.addAll(new CheckThrows().check(unit));
        diagnostics.addAll(new CheckMapUsers(options.targetKernel()).check(unit));
        for (var check : checks()) unit.functions().forEach(function -> diagnostics.addAll(check.check(function)));
        throwIfAny();
        diagnostics.addAll(new CheckStalePackets().check(unit));
        throwIfAny();
        var optimized = optimize(unit);
        diagnostics.addAll(new CheckCallDepth().check(optimized));
        diagnostics.addAll(new CheckPacketOffsets().check(optimized));
        throwIfAny();
        var code = generate(optimized);
        throwIfAny();
        return BuildObject.of(optimized, code, options.byteOrder());
    }

    private List<FunctionCheck> checks() {
        return List.of(
                new CheckNullness(),
                new CheckMemorySizes(),
                new CheckEndlessLoops(),
                new CheckLocks(options.targetKernel()),
                new CheckResLocks(),
                new CheckObjects(),
                new CheckHomes());
    }

    private Unit optimize(Unit unit) {
        return RunPasses.of(Pipeline.of(options), unit, options);
    }

    private void checkSections(Unit unit) {
        for (var function : unit.functions()) {
            if (!(function.kind() instanceof FunctionKind.Entry entry)) continue;
            try {
                SectionName.parse(entry.section());
            } catch (IllegalArgumentException e) {
                diagnostics.add(Diagnostic.of(
                        DiagnosticCode.UNKNOWN_SECTION, function.location(), String.valueOf(e.getMessage())));
            }
        }
    }

    private Map<String, Code> generate(Unit unit) {
        Map<String, Code> code = new HashMap<>();
        Map<String, FrameLayout> frames = new HashMap<>();
        for (var function : unit.functions())
            CompilerFault.within(function, CODE, () -> generate(function, code))
                    .ifPresent(frame -> frames.put(function.name(), frame));
        diagnostics.addAll(StackBudget.check(unit, frames));
        return code;
    }

    private Optional<FrameLayout> generate(Function function, Map<String, Code> code) {
        try {
            var generated = CodeGenerator.generate(function, options);
            code.put(function.name(), generated.code());
            return Optional.of(generated.frame());
        } catch (FrameTooLarge e) {
            return Optional.of(e.frame());
        } catch (KernelTooOld e) {
            diagnostics.add(Diagnostic.of(DiagnosticCode.NEWER_KERNEL, e.location(), String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    private void throwIfAny() {
        if (!diagnostics.isEmpty()) throw new SkepException(diagnostics);
    }
}
