package dev.skep.object.lint;

import dev.skep.btf.BtfExt.CoreRelo;
import dev.skep.btf.BtfExt.SectionInfo;
import dev.skep.btf.BtfType;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;

/** Rule 25: what depends on the kernel's types. */
final class CoreLint {
    private static final int TYPE_ID_LOCAL = 6;
    private static final int TYPE_ID_TARGET = 7;
    private static final int TYPE_SIZE = 9;
    private static final int TYPE_MATCHES = 12;
    private static final Set<Integer> MAY_BE_POISONED = Set.of(0, 1, 3, 4, 5, 7, 9, 11);

    private final LintedObject object;
    private final Findings findings;

    private CoreLint(LintedObject object, Findings findings) {
        this.object = object;
        this.findings = findings;
    }

    static void check(LintedObject object, Findings findings) {
        var lint = new CoreLint(object, findings);
        for (SectionInfo<CoreRelo> block : object.info().relocations()) {
            var section = object.find(block.section());
            if (section.isEmpty() || !object.isCode(section.get())) {
                continue;
            }
            ByteBuffer code = object.code(section.get());
            Set<Integer> seen = new HashSet<>();
            for (CoreRelo relocation : block.records()) {
                if (relocation.offset() <= code.limit() - Site.SLOT) {
                    lint.relocation(block.section() + " byte " + relocation.offset(), relocation, code);
                }
                if (!seen.add(relocation.offset())) {
                    findings.add(
                            LintRule.CORE_TWICE,
                            block.section() + " byte " + relocation.offset(),
                            "the instruction has two CO-RE relocations");
                }
            }
        }
    }

    private void relocation(String place, CoreRelo relocation, ByteBuffer code) {
        int opcode = Byte.toUnsignedInt(code.get(relocation.offset()));
        int immediate = code.getInt(relocation.offset() + Integer.BYTES);
        int kind = relocation.kind();
        if (kind == TYPE_MATCHES) {
            findings.add(LintRule.CORE_MATCHES, place, "a CO-RE relocation of kind 12");
        }
        boolean number = kind == TYPE_ID_LOCAL || kind == TYPE_ID_TARGET;
        if (number && immediate != relocation.type().value()) {
            findings.add(
                    LintRule.CORE_NUMBER,
                    place,
                    "the instruction holds " + immediate + ", the type is " + relocation.type());
        }
        if (opcode == Site.LDDW && MAY_BE_POISONED.contains(kind)) {
            findings.add(LintRule.CORE_WIDE, place, "a CO-RE relocation of kind " + kind + " of an lddw");
        }
        if (kind == TYPE_ID_TARGET || kind == TYPE_SIZE) {
            findings.add(LintRule.CORE_MISSING, place, "a CO-RE relocation of kind " + kind);
        }
        boolean known = !relocation.type().isVoid() && object.types().contains(relocation.type());
        if (known
                && object.types().type(relocation.type()) instanceof BtfType.Composite root
                && root.name().isEmpty()) {
            findings.add(LintRule.CORE_ROOT, place, "the type " + relocation.type() + " has no name");
        }
    }
}
