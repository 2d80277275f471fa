package dev.skep.compiler;

import dev.skep.asm.IsaVersion;
import dev.skep.compiler.machine.CodeGenerator;
import dev.skep.compiler.pass.AdvanceCursors;
import dev.skep.compiler.pass.AlignSlots;
import dev.skep.compiler.pass.CastArenas;
import dev.skep.compiler.pass.CombineAccesses;
import dev.skep.compiler.pass.CompareAsStored;
import dev.skep.compiler.pass.CompareWithoutSign;
import dev.skep.compiler.pass.DelayChanges;
import dev.skep.compiler.pass.ExpandMemory;
import dev.skep.compiler.pass.FoldConstants;
import dev.skep.compiler.pass.ForwardStores;
import dev.skep.compiler.pass.FunctionPass;
import dev.skep.compiler.pass.HandOverInPlace;
import dev.skep.compiler.pass.HoistInvariants;
import dev.skep.compiler.pass.InlineFunctions;
import dev.skep.compiler.pass.JoinBoundsChecks;
import dev.skep.compiler.pass.MergeBlocks;
import dev.skep.compiler.pass.NarrowRanges;
import dev.skep.compiler.pass.NumberValues;
import dev.skep.compiler.pass.RemoveDeadCode;
import dev.skep.compiler.pass.RemoveDeadStores;
import dev.skep.compiler.pass.ReplaceScalars;
import dev.skep.compiler.pass.RotateLoops;
import dev.skep.compiler.pass.SimplifyBlocks;
import dev.skep.compiler.pass.SplitUnaligned;
import dev.skep.compiler.pass.StepPointers;
import dev.skep.compiler.pass.ThreadJumps;
import dev.skep.compiler.pass.TrustConstantKeys;
import dev.skep.compiler.pass.UnitPass;
import dev.skep.compiler.pass.UnlessLarge;
import dev.skep.compiler.pass.UnrollLoops;
import dev.skep.compiler.pass.WidenNumbers;
import dev.skep.kernel.KernelVersion;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The passes, in order. */
final class Pipeline {
    /** What code generation cannot do without. */
    private static final Set<String> NEEDED = Set.of(
            new ExpandMemory().name(),
            new SplitUnaligned(ByteOrder.LITTLE_ENDIAN).name(),
            new CastArenas().name(),
            new WidenNumbers().name());

    private final ByteOrder order;
    private final KernelVersion kernel;
    private final IsaVersion isa;

    private Pipeline(ByteOrder order, KernelVersion kernel, IsaVersion isa) {
        this.order = order;
        this.kernel = kernel;
        this.isa = isa;
    }

    /** One in which every pass runs. */
    private static Pipeline complete() {
        return new Pipeline(ByteOrder.LITTLE_ENDIAN, Options.OLDEST_KERNEL, IsaVersion.V1);
    }

    /** Returns the passes that options ask for. */
    static List<UnitPass> of(Options options) {
        return new Pipeline(options.byteOrder(), options.targetKernel(), options.isa())
                .all().stream().filter(pass -> options.runs(pass.name())).toList();
    }

    /** Returns the names of all passes, each where it runs first. */
    static List<String> names() {
        return complete().all().stream().map(UnitPass::name).distinct().toList();
    }

    /** Returns the names of the passes that may be left out, and of the steps of code generation. */
    static Set<String> optional() {
        var passes = complete().all().stream().map(UnitPass::name).filter(name -> !NEEDED.contains(name));
        return Stream.concat(passes, CodeGenerator.optional().stream()).collect(Collectors.toUnmodifiableSet());
    }

    private List<UnitPass> all() {
        List<UnitPass> passes = new ArrayList<>(clean());
        passes.add(new InlineFunctions());
        passes.add(new TrustConstantKeys(kernel));
        clean().stream().map(UnlessLarge::new).forEach(passes::add);
        passes.add(new TrustConstantKeys(kernel));
        passes.addAll(widen());
        passes.addAll(prepare());
        passes.addAll(widen());
        passes.addAll(finish());
        return passes;
    }

    /** Early, so that other passes see what it leaves; and late, for they make more. */
    private List<FunctionPass> widen() {
        return isa.includes(IsaVersion.V3) ? List.of() : List.of(new WidenNumbers());
    }

    private List<FunctionPass> clean() {
        return List.of(
                new SimplifyBlocks(),
                new FoldConstants(order),
                new UnrollLoops(),
                new FoldConstants(order),
                new ReplaceScalars(),
                new ThreadJumps(order),
                new NumberValues(),
                new ForwardStores(),
                new RemoveDeadStores(),
                new RemoveDeadCode(),
                new SimplifyBlocks());
    }

    private List<UnitPass> prepare() {
        return List.of(
                new NarrowRanges(kernel),
                new HandOverInPlace(),
                new ReplaceScalars(),
                new RemoveDeadStores(),
                new AlignSlots(),
                new ExpandMemory(),
                new ReplaceScalars(),
                new SplitUnaligned(order),
                new CompareAsStored(order),
                new CompareWithoutSign(),
                new FoldConstants(order),
                new CombineAccesses(order),
                new CastArenas());
    }

    private List<UnitPass> finish() {
        return List.of(
                new NumberValues(),
                new RemoveDeadCode(),
                new SimplifyBlocks(),
                new MergeBlocks(),
                new JoinBoundsChecks(),
                new SimplifyBlocks(),
                new AdvanceCursors(),
                new HoistInvariants(),
                new RotateLoops(),
                new StepPointers(),
                new RemoveDeadCode(),
                new HoistInvariants(),
                new SimplifyBlocks(),
                new DelayChanges());
    }
}
