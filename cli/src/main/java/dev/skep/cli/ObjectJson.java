package dev.skep.cli;

import dev.skep.asm.Instruction;
import dev.skep.elf.ByteString;
import dev.skep.object.BpfGlobal;
import dev.skep.object.BpfMap;
import dev.skep.object.BpfObject;
import dev.skep.object.BpfProgram;
import dev.skep.object.BpfRoutine;
import dev.skep.object.lint.Finding;
import dev.skep.object.lint.KernelNeed;
import dev.skep.object.lint.LintReport;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What is in an object and what its chances are, for programs to read. Members are added in time, and neither renamed nor left out.
 *
 * @param file what the object is called
 * @param bytes how many bytes it has
 * @param object what is in it
 * @param links what a loader puts into it
 * @param report its chances
 */
record ObjectJson(String file, int bytes, BpfObject object, ObjectLinks links, LintReport report) {
    Map<String, Object> value() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("file", file);
        value.put("bytes", bytes);
        value.put("byteOrder", object.order() == ByteOrder.LITTLE_ENDIAN ? "little" : "big");
        value.put("license", object.license());
        value.put("types", object.btf().size());
        value.put("programs", object.programs().stream().map(this::program).toList());
        value.put(
                "functions",
                object.functions().stream().map(ObjectJson::routine).toList());
        value.put("maps", object.maps().stream().map(this::map).toList());
        value.put("globals", object.globals().stream().map(ObjectJson::global).toList());
        value.put(
                "externs",
                object.externs().stream()
                        .map(extern -> row(
                                "name",
                                extern.name(),
                                "section",
                                extern.section(),
                                "weak",
                                extern.strength().name().equals("WEAK")))
                        .toList());
        value.put(
                "structOps",
                object.structOps().stream()
                        .map(table -> row(
                                "name",
                                table.name(),
                                "type",
                                object.btf().type(table.type()).name(),
                                "section",
                                table.attach().section(),
                                "programs",
                                List.copyOf(table.programs().values())))
                        .toList());
        value.put(
                "relocations",
                links.relocations().stream().map(ObjectJson::link).toList());
        value.put("coreRelocations", links.core().stream().map(ObjectJson::core).toList());
        value.put("minimumKernel", report.kernel().version().toString());
        value.put(
                "kernelNeeds",
                report.kernel().needs().stream().map(ObjectJson::need).toList());
        value.put("lint", report.findings().stream().map(ObjectJson::finding).toList());
        return value;
    }

    private Map<String, Object> program(BpfProgram program) {
        var row = routine(program);
        row.put("section", program.section().toString());
        row.put("type", lower(program.section().kind().programType()));
        return row;
    }

    private static Map<String, Object> routine(BpfRoutine routine) {
        long instructions = routine.code().elements().stream()
                .filter(Instruction.class::isInstance)
                .count();
        return row(
                "name",
                routine.name(),
                "linkage",
                routine.linkage().toString(),
                "instructions",
                instructions,
                "source",
                routine.declared().line() == 0 ? "" : routine.declared().toString());
    }

    private Map<String, Object> map(BpfMap map) {
        return row(
                "name",
                map.name(),
                "type",
                lower(map.type()),
                "keySize",
                map.key().size(object.btf()),
                "valueSize",
                map.value().size(object.btf()),
                "maxEntries",
                map.maxEntries(),
                "flags",
                map.flags().stream().map(ObjectJson::lower).toList(),
                "pinning",
                lower(map.pinning()));
    }

    private static Map<String, Object> global(BpfGlobal global) {
        ByteString initial = global.initial();
        return row(
                "name",
                global.name(),
                "section",
                global.section().name(),
                "size",
                global.size(),
                "initial",
                initial.isZero() ? "" : HexFormat.of().formatHex(initial.toArray()));
    }

    private static Map<String, Object> link(ObjectLinks.Link link) {
        return row("section", link.section(), "offset", link.offset(), "type", link.type(), "symbol", link.symbol());
    }

    private static Map<String, Object> core(ObjectLinks.CoreLink link) {
        var row = row("section", link.section(), "offset", link.offset(), "kind", link.kind(), "type", link.type());
        row.put("access", link.access());
        return row;
    }

    private static Map<String, Object> need(KernelNeed need) {
        return row(
                "since",
                need.since().toString(),
                "what",
                need.what(),
                "place",
                need.place(),
                "required",
                need.strength() == KernelNeed.Strength.REQUIRED);
    }

    private static Map<String, Object> finding(Finding finding) {
        var fates = finding.fates().stream()
                .map(fate -> row(
                        "loader",
                        fate.loader().label(),
                        "since",
                        fate.since(),
                        "before",
                        fate.before(),
                        "effect",
                        lower(fate.effect())))
                .toList();
        var row = row("rule", finding.rule().number(), "name", lower(finding.rule()), "place", finding.place());
        row.put("message", finding.message());
        row.put("loaders", fates);
        return row;
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Names and values in turn. */
    private static Map<String, Object> row(Object... cells) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < cells.length; i += 2) {
            row.put((String) cells[i], cells[i + 1]);
        }
        return row;
    }
}
