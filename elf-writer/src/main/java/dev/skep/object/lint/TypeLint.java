package dev.skep.object.lint;

import dev.skep.btf.BtfKind;
import dev.skep.btf.BtfRule;
import dev.skep.btf.BtfType;
import dev.skep.btf.BtfValidator;
import dev.skep.btf.BtfValidator.Audience;
import dev.skep.btf.BtfViolation;
import dev.skep.elf.ByteString;
import dev.skep.kernel.ProgramType;
import dev.skep.kernel.SectionName;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Rules 20 to 23: types. */
final class TypeLint {
    private static final Set<BtfKind> NEW =
            EnumSet.of(BtfKind.FLOAT, BtfKind.DECL_TAG, BtfKind.TYPE_TAG, BtfKind.ENUM64);

    private static final Set<BtfRule> NAMES = EnumSet.of(BtfRule.NAMED, BtfRule.IDENTIFIER, BtfRule.PARAMETER);
    private static final Set<ProgramType> TYPED =
            EnumSet.of(ProgramType.TRACING, ProgramType.LSM, ProgramType.EXT, ProgramType.STRUCT_OPS);

    private final LintedObject object;
    private final Findings findings;

    private TypeLint(LintedObject object, Findings findings) {
        this.object = object;
        this.findings = findings;
    }

    static void check(LintedObject object, Findings findings) {
        var lint = new TypeLint(object, findings);
        var btf = object.content(".BTF");
        if (btf.isEmpty()) {
            lint.missing();
            return;
        }
        lint.tails(btf.get());
        lint.rules();
        lint.kinds();
    }

    private void missing() {
        boolean needed = object.find(LintedObject.MAPS).isPresent()
                || object.symbols().stream().skip(1).anyMatch(symbol -> symbol.place()
                        .equals(dev.skep.elf.SymbolPlace.UNDEFINED));
        if (needed) {
            findings.add(LintRule.NO_TYPES, "ELF file", "there are maps or externs and no section .BTF");
        }
    }

    /** A name that starts inside another string. */
    private void tails(ByteString btf) {
        ByteBuffer in = LintedObject.inItsOrder(btf);
        int header = in.getInt(4);
        int at = header + in.getInt(8);
        int strings = header + in.getInt(16);
        for (BtfType type : object.types().types()) {
            at = type(in, at, strings, type);
        }
    }

    private int type(ByteBuffer in, int at, int strings, BtfType type) {
        name(in, in.getInt(at), strings, type);
        int elements = in.getInt(at + 4) & 0xFFFF;
        int next = at + 12;
        int size = 0;
        switch (type.kind()) {
            case STRUCT, UNION, ENUM64 -> size = 12;
            case ENUM, FUNC_PROTO -> size = 8;
            case DATASEC -> next += 12 * elements;
            case ARRAY -> next += 12;
            case INT, VAR, DECL_TAG -> next += 4;
            case PTR, FWD, TYPEDEF, VOLATILE, CONST, RESTRICT, FUNC, FLOAT, TYPE_TAG -> next += 0;
        }
        for (int i = 0; size > 0 && i < elements; i++) {
            name(in, in.getInt(next), strings, type);
            next += size;
        }
        return next;
    }

    private void name(ByteBuffer in, int offset, int strings, BtfType type) {
        if (offset > 0 && in.get(strings + offset - 1) != 0) {
            findings.add(
                    LintRule.STRING_TAILS,
                    ".BTF " + type.kind() + " " + type.name(),
                    "the string at " + offset + " starts inside another one");
        }
    }

    private void rules() {
        var fates = needsTypes() ? LintRule.TYPE_RULES.fates() : Fate.parse("-libbpf -cilium -aya");
        for (BtfViolation violation : BtfValidator.check(CompletedTypes.of(object), Audience.LOADER)) {
            LintRule rule = NAMES.contains(violation.rule())
                    ? LintRule.TYPE_NAMES
                    : violation.rule() == BtfRule.LINKAGE ? LintRule.TYPE_LINKAGE : LintRule.TYPE_RULES;
            findings.add(rule, fates, ".BTF", violation.toString());
        }
    }

    /** Whether loaders cannot go on without types when the kernel refuses them. */
    private boolean needsTypes() {
        boolean typed = object.codeSections().stream()
                .map(section -> SectionName.find(object.elf().section(section).name()))
                .anyMatch(name ->
                        name.isPresent() && TYPED.contains(name.get().kind().programType()));
        return typed || object.hasCallbacks() || !object.entries(".ksyms").isEmpty();
    }

    private void kinds() {
        Map<BtfKind, String> found = new TreeMap<>();
        for (BtfType type : object.types().types()) {
            if (NEW.contains(type.kind())) {
                found.putIfAbsent(type.kind(), type.name());
            }
        }
        found.forEach((kind, name) ->
                findings.add(LintRule.NEW_KINDS, ".BTF " + kind + " " + name, "there are types of kind " + kind));
    }
}
