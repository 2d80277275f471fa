package dev.skep.object.lint;

import dev.skep.btf.BtfExt.FuncInfo;
import dev.skep.btf.BtfExt.LineInfo;
import dev.skep.btf.BtfExt.SectionInfo;
import dev.skep.elf.Symbol;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Rule 24: what is known about code. */
final class InfoLint {
    private static final int HEADER = 32;

    private final Findings findings;

    private InfoLint(Findings findings) {
        this.findings = findings;
    }

    static void check(LintedObject object, Findings findings) {
        var lint = new InfoLint(findings);
        object.content(".BTF.ext").ifPresent(ext -> {
            int header = LintedObject.inItsOrder(ext).getInt(4);
            if (header < HEADER) {
                findings.add(LintRule.EXT_HEADER, ".BTF.ext", "the header has " + header + " bytes");
            }
            if (object.info().functions().isEmpty() || object.info().lines().isEmpty()) {
                findings.add(
                        LintRule.EMPTY_INFO,
                        ".BTF.ext",
                        "there are no " + (object.info().functions().isEmpty() ? "functions" : "lines"));
            }
        });
        var functions = lint.starts(object.info().functions(), FuncInfo::offset);
        var lines = lint.starts(object.info().lines(), LineInfo::offset);
        if (functions.isEmpty() && object.hasCallbacks()) {
            findings.add(LintRule.FUNCTION_INFO, ".BTF.ext", "there are callbacks and no functions");
        }
        for (int section : object.codeSections()) {
            String name = object.elf().section(section).name();
            for (Symbol function : object.functionsOf(section)) {
                String place = name + " function " + function.name();
                if (!functions.isEmpty() && !has(functions, name, function)) {
                    findings.add(LintRule.FUNCTION_INFO, place, "nothing is known about the function");
                }
                if (!lines.isEmpty() && !has(lines, name, function)) {
                    findings.add(LintRule.LINE_INFO, place, "the function does not start with a line");
                }
            }
        }
    }

    private static boolean has(Map<String, Set<Integer>> starts, String section, Symbol function) {
        return function.value() == (int) function.value()
                && starts.getOrDefault(section, Set.of()).contains((int) function.value());
    }

    private <R> Map<String, Set<Integer>> starts(List<SectionInfo<R>> blocks, Function<R, Integer> offset) {
        Map<String, Set<Integer>> starts = new HashMap<>();
        for (SectionInfo<R> block : blocks) {
            if (starts.containsKey(block.section())) {
                findings.add(LintRule.INFO_BLOCKS, ".BTF.ext", "section " + block.section() + " has two blocks");
            }
            var known = starts.computeIfAbsent(block.section(), section -> new HashSet<>());
            block.records().forEach(record -> known.add(offset.apply(record)));
        }
        return starts;
    }
}
