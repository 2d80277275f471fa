package dev.skep.object.lint;

import dev.skep.asm.CallInstruction;
import dev.skep.asm.DecodeException;
import dev.skep.asm.Decoder;
import dev.skep.asm.Instruction;
import dev.skep.asm.JumpInstruction;
import dev.skep.asm.JumpOffset;
import dev.skep.asm.Opcode;
import dev.skep.btf.BtfKind;
import dev.skep.btf.BtfType;
import dev.skep.elf.Section.Content;
import dev.skep.elf.Symbol;
import dev.skep.elf.SymbolBinding;
import dev.skep.kernel.Helper;
import dev.skep.kernel.KernelVersion;
import dev.skep.kernel.Kfunc;
import dev.skep.kernel.MapFlag;
import dev.skep.kernel.MapType;
import dev.skep.kernel.SectionKind;
import dev.skep.kernel.SectionName;
import dev.skep.object.lint.KernelNeed.Strength;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects what an object uses that not every kernel has. */
final class KernelNeeds {
    private final LintedObject object;
    private final Findings findings;
    private final SpecialFields fields;
    private final Map<String, KernelNeed> needs = new LinkedHashMap<>();

    private KernelNeeds(LintedObject object, Findings findings) {
        this.object = object;
        this.findings = findings;
        this.fields = new SpecialFields(object.types());
    }

    static MinimumKernel of(LintedObject object, Findings findings) {
        var needs = new KernelNeeds(object, findings);
        object.codeSections().forEach(needs::code);
        needs.references();
        LintedMap.all(object).forEach(map -> needs.map(map, ".maps " + map.name()));
        needs.data();
        needs.types();
        List<KernelNeed> sorted = new ArrayList<>(needs.needs.values());
        sorted.sort(Comparator.comparing(KernelNeed::since).reversed());
        return new MinimumKernel(sorted);
    }

    private void need(String since, String what, String place) {
        need(KernelVersion.parse(since), what, place, Strength.REQUIRED);
    }

    private void need(KernelVersion since, String what, String place, Strength strength) {
        if (since.compareTo(MinimumKernel.FIRST) > 0) {
            needs.putIfAbsent(what, new KernelNeed(since, what, place, strength));
        }
    }

    private void code(int section) {
        String name = object.elf().section(section).name();
        if (!object.isText(section)) {
            SectionName.find(name).ifPresent(known -> program(known.kind(), name));
        }
        byte[] bytes = ((Content) object.elf().section(section)).bytes().toArray();
        List<Instruction> instructions;
        try {
            instructions = Decoder.decode(bytes, object.elf().order());
        } catch (DecodeException e) {
            findings.add(LintRule.INSTRUCTION, name, String.valueOf(e.getMessage()));
            return;
        }
        Set<Integer> relocated = new HashSet<>();
        object.sitesOf(section).forEach(site -> relocated.add(site.offset()));
        int at = 0;
        for (Instruction instruction : instructions) {
            instruction(instruction, name + " byte " + at, relocated.contains(at));
            at += instruction.opcode().shape().slots() * Site.SLOT;
        }
    }

    private void program(SectionKind kind, String place) {
        String section = "section " + place;
        need(kind.programType().since(), "program type " + kind.programType(), section, Strength.REQUIRED);
        kind.attachType()
                .ifPresent(type -> need(
                        type.since(),
                        "attach type " + type,
                        section,
                        kind.attachTypeOptional() ? Strength.REPLACEABLE : Strength.REQUIRED));
        if (kind.sleepable()) {
            need(sleepable(kind), "sleepable " + kind.word(), section);
        }
        if (kind.takesFragments()) {
            need("5.18", "packets in fragments", section);
        }
    }

    private static String sleepable(SectionKind kind) {
        return switch (kind.programType()) {
            case KPROBE, STRUCT_OPS -> "6.0";
            case TRACING -> kind == SectionKind.ITER_S ? "5.18" : "5.10";
            default -> "5.10";
        };
    }

    private void instruction(Instruction instruction, String place, boolean relocated) {
        Opcode opcode = instruction.opcode();
        boolean kernelCall = relocated && opcode == Opcode.CALL_LOCAL;
        if (!kernelCall) {
            opcode.since()
                    .ifPresent(since -> need(since, "instruction " + opcode.mnemonic(), place, Strength.REQUIRED));
        }
        if (instruction instanceof CallInstruction.Helper call) {
            Helper.of(call.id())
                    .ifPresent(
                            helper -> need(helper.since(), "helper " + helper.kernelName(), place, Strength.REQUIRED));
        }
        if (instruction instanceof JumpInstruction jump && jumpsBack(jump)) {
            need("5.3", "a loop", place);
        }
    }

    private static boolean jumpsBack(JumpInstruction jump) {
        return jump.target()
                .filter(to -> to instanceof JumpOffset offset && offset.slots() < 0)
                .isPresent();
    }

    private void references() {
        for (Site site : object.sites()) {
            if (site.isCall()) {
                call(site);
            } else if (site.isLddw() && site.target().isPresent()) {
                int target = site.target().getAsInt();
                if (object.isCode(target)) {
                    need("5.13", "a callback", site.place());
                } else if (object.isData(target)) {
                    need("5.2", "global variables", site.place());
                }
            }
        }
    }

    private void call(Site site) {
        if (!site.isExtern()) {
            need("4.16", "calls of functions", site.place());
            return;
        }
        boolean weak = !site.symbol().binding().equals(SymbolBinding.GLOBAL);
        Strength strength = weak ? Strength.REPLACEABLE : Strength.REQUIRED;
        need(KernelVersion.parse("5.13"), "calls of kernel functions", site.place(), strength);
        Symbol symbol = site.symbol();
        Kfunc.of(symbol.name())
                .ifPresent(kfunc -> need(kfunc.since(), "kernel function " + kfunc.name(), site.place(), strength));
    }

    private void map(LintedMap map, String place) {
        map.type().ifPresent(type -> {
            need(type.since(), "map type " + type, place, Strength.REQUIRED);
            long flags = map.number("map_flags");
            for (MapFlag flag : MapFlag.values()) {
                if ((flags & flag.bit()) != 0) {
                    need(flag.since(), "map flag " + flag, place, Strength.REQUIRED);
                }
            }
            if (map.number("map_extra") != 0 && type != MapType.ARENA) {
                need("5.16", "map_extra", place);
            }
        });
        map.type("value").ifPresent(value -> fields.in(value)
                .forEach((field, since) -> need(
                        KernelVersion.parse(since), "a " + field + " in a map's values", place, Strength.REPLACEABLE)));
        map.inner().ifPresent(inner -> map(inner, place + " inner"));
    }

    private void data() {
        if (object.find(".struct_ops").isPresent()) {
            need("5.6", "struct_ops", "section .struct_ops");
        }
        if (object.find(".struct_ops.link").isPresent()) {
            need("6.4", "struct_ops by link", "section .struct_ops.link");
        }
        for (BtfType.SectionEntry entry : object.entries(".ksyms")) {
            object.types()
                    .type(entry.type(), BtfType.Var.class)
                    .filter(variable -> !object.types().resolve(variable.type()).isVoid())
                    .ifPresent(variable -> need("5.10", "kernel variables", ".ksyms " + variable.name()));
        }
    }

    private void types() {
        for (BtfType type : object.types().types()) {
            BtfKind kind = type.kind();
            if (kind.number() > BtfKind.FUNC_PROTO.number() || kind == BtfKind.FUNC) {
                need(
                        KernelVersion.parse(kind.since()),
                        "BTF kind " + kind,
                        ".BTF " + type.name(),
                        Strength.REPLACEABLE);
            }
            if (type instanceof BtfType.DeclTag tag && tag.name().startsWith("exception_callback:")) {
                need("6.7", "an exception callback", ".BTF " + tag.name());
            }
        }
        if (!object.info().relocations().isEmpty()) {
            need(KernelVersion.parse("5.4"), "CO-RE, types of the kernel in it", ".BTF.ext", Strength.REPLACEABLE);
        }
    }
}
