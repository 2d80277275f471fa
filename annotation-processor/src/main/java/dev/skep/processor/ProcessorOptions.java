package dev.skep.processor;

import dev.skep.asm.IsaVersion;
import dev.skep.btf.BtfFormatException;
import dev.skep.btf.BtfIndex;
import dev.skep.compiler.Compiler;
import dev.skep.compiler.Options;
import dev.skep.compiler.report.Dump;
import dev.skep.compiler.report.ReportRequest;
import dev.skep.kernel.KernelVersion;
import dev.skep.kernel.Machine;
import dev.skep.processor.bindings.Catalogue;
import dev.skep.processor.bindings.KernelPrototypes;
import dev.skep.processor.bindings.Kernels;
import dev.skep.processor.unpack.TypeFiles;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What javac was told by {@code -Askep.…}; an option that cannot be understood is a problem, and counts as not given. */
final class ProcessorOptions {
    /** {@code little} or {@code big}. */
    static final String ENDIAN = "skep.endian";

    /** The oldest kernel that must take the objects, instead of what {@code @Bpf} says. */
    static final String TARGET_KERNEL = "skep.targetKernel";

    /** Whose registers programs at probes read: {@code x86_64} or {@code aarch64}. */
    static final String MACHINE = "skep.machine";

    /** The file with the kernel's types that classes are made from. */
    static final String BTF = "skep.btf";

    /** The file with the types that those of a module go on from. */
    static final String BTF_BASE = "skep.btfBase";

    /** The level of the instruction set: {@code v1} to {@code v4}. */
    static final String LEVEL = "skep.mcpu";

    /** Whether programs are made better: {@code true} or {@code false}. */
    static final String OPTIMIZE = "skep.optimize";

    /** Stages to list, with commas between; {@code list} names them. */
    static final String DUMP = "skep.dump";

    /** Whether numbers about the compilation are wanted; without a value, they are. */
    static final String STATISTICS = "skep.stats";

    private static final String LIST = "list";

    private final Map<String, String> given;
    private final List<Problem> problems = new ArrayList<>();
    private final ByteOrder byteOrder;
    private final @Nullable KernelVersion targetKernel;
    private final Machine machine;
    private final @Nullable IsaVersion isa;
    private final boolean optimize;
    private final ReportRequest request;
    private final @Nullable BtfIndex types;

    /** An option that cannot be understood, and what can. */
    record Problem(String message, String fix) {}

    ProcessorOptions(Map<String, String> given) {
        this.given = given;
        byteOrder =
                value(ENDIAN, "little", List.of("little", "big"), "byte order").equals("big")
                        ? ByteOrder.BIG_ENDIAN
                        : ByteOrder.LITTLE_ENDIAN;
        targetKernel = kernel();
        machine = machine();
        isa = level();
        optimize = flag(OPTIMIZE, true);
        types = types();
        request = new ReportRequest(
                dumps(), flag(STATISTICS, false) ? ReportRequest.Statistics.WANTED : ReportRequest.Statistics.UNWANTED);
    }

    /** Returns the names of all options. */
    static Set<String> names() {
        return Set.of(BTF, BTF_BASE, ENDIAN, TARGET_KERNEL, MACHINE, LEVEL, OPTIMIZE, DUMP, STATISTICS);
    }

    List<Problem> problems() {
        return problems;
    }

    ReportRequest request() {
        return request;
    }

    /** Returns the kernel that all objects are made for, if one was given. */
    Optional<KernelVersion> targetKernel() {
        return Optional.ofNullable(targetKernel);
    }

    /**
     * Returns the compiler's options for an object that is made for a kernel.
     *
     * @throws IllegalArgumentException when the kernel does not have the level that was given
     */
    Options compilerOptions(KernelVersion kernel) {
        var newest = new Options(kernel, byteOrder).withMachine(machine);
        var options = isa == null ? newest : newest.withIsa(isa);
        return optimize ? options : options.withoutOptimization();
    }

    /** Returns whether the types of a kernel are given. */
    boolean hasTypes() {
        return types != null;
    }

    /** Returns the kernel's types that were named, else those that come with the processor. */
    Kernels kernelTypes() {
        return types == null ? Catalogue.types() : Kernels.of(types);
    }

    /** Returns what functions of the kernel take and return. */
    KernelPrototypes prototypes() {
        return KernelPrototypes.of(types == null ? List.of() : List.of(types));
    }

    /** Returns the names of the stages, if they were asked for. */
    Optional<String> stages() {
        return LIST.equals(given.get(DUMP)) ? Optional.of(String.join("\n", Compiler.stages())) : Optional.empty();
    }

    private String value(String name, String usual, List<String> known, String what) {
        var value = given.getOrDefault(name, usual);
        if (known.contains(value)) return value;
        problems.add(new Problem("-A" + name + "=" + value + " is no " + what, "write " + String.join(" or ", known)));
        return usual;
    }

    /** An option without a value is set; javac gives it as null. */
    private boolean flag(String name, boolean usual) {
        if (given.containsKey(name) && given.get(name) == null) return true;
        return value(name, Boolean.toString(usual), List.of("true", "false"), "answer")
                .equals("true");
    }

    private Machine machine() {
        var known = Arrays.stream(Machine.values()).map(Machine::word).toList();
        var word = value(MACHINE, Machine.X86_64.word(), known, "machine whose registers are known");
        return Arrays.stream(Machine.values())
                .filter(row -> row.word().equals(word))
                .findFirst()
                .orElse(Machine.X86_64);
    }

    private @Nullable KernelVersion kernel() {
        var text = given.get(TARGET_KERNEL);
        if (text == null) return null;
        try {
            var kernel = KernelVersion.parse(text);
            if (kernel.atLeast(Options.OLDEST_KERNEL)) return kernel;
            refuse(
                    TARGET_KERNEL,
                    "the oldest kernel that objects are made for is " + Options.OLDEST_KERNEL,
                    "write that or a later one");
        } catch (IllegalArgumentException e) {
            refuse(TARGET_KERNEL, String.valueOf(e.getMessage()), "write a version such as 6.1");
        }
        return null;
    }

    private @Nullable BtfIndex types() {
        var file = given.get(BTF);
        if (file == null) return null;
        try {
            var base = given.get(BTF_BASE);
            return TypeFiles.index(Path.of(file), base == null ? null : Path.of(base));
        } catch (IOException | InvalidPathException | BtfFormatException e) {
            refuse(
                    BTF,
                    "no types of a kernel: " + e.getMessage(),
                    "name a file of BTF, such as /sys/kernel/btf/vmlinux, or an image of a kernel");
            return null;
        }
    }

    private @Nullable IsaVersion level() {
        var text = given.get(LEVEL);
        if (text == null) return null;
        for (var level : IsaVersion.values())
            if (level.name().toLowerCase(Locale.ROOT).equals(text)) return level;
        problems.add(new Problem(
                "-A" + LEVEL + "=" + text + " is no level of the instruction set", "write v1, v2, v3 or v4"));
        return null;
    }

    private List<Dump> dumps() {
        var text = given.get(DUMP);
        if (text == null || text.equals(LIST)) return List.of();
        try {
            return Arrays.stream(text.split(",", -1)).map(Dump::parse).toList();
        } catch (IllegalArgumentException e) {
            refuse(DUMP, String.valueOf(e.getMessage()), "write the name of a pass, as -A" + DUMP + "=list shows them");
            return List.of();
        }
    }

    private void refuse(String name, String message, String fix) {
        problems.add(new Problem("-A" + name + "=" + given.get(name) + ": " + message, fix));
    }
}
