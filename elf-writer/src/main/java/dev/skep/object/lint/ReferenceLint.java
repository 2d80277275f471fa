package dev.skep.object.lint;

import dev.skep.elf.SymbolType;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.Set;

/** Rules 8 to 12: how code refers to functions, maps and data. */
final class ReferenceLint {
    /** What a call holds until somebody knows better. */
    private static final int UNKNOWN = -1;

    private final LintedObject object;
    private final Findings findings;

    private ReferenceLint(LintedObject object, Findings findings) {
        this.object = object;
        this.findings = findings;
    }

    static void check(LintedObject object, Findings findings) {
        var lint = new ReferenceLint(object, findings);
        Set<Long> relocated = new HashSet<>();
        for (Site site : object.sites()) {
            relocated.add(((long) site.section() << Integer.SIZE) + site.offset());
            lint.site(site);
        }
        for (int section : object.codeSections()) {
            if (!object.isText(section)) {
                lint.bareCalls(section, relocated);
            }
        }
    }

    private void site(Site site) {
        if (site.isLddw() && site.second() != 0) {
            findings.add(LintRule.SECOND_SLOT, site.place(), "the second half of the instruction is not zero");
        }
        if (site.isCall() && site.isExtern() && site.immediate() != UNKNOWN) {
            findings.add(
                    LintRule.KFUNC_IMMEDIATE,
                    site.place(),
                    "the call of " + site.symbol().name() + " holds " + site.immediate());
        }
        if (site.target().isEmpty()) {
            return;
        }
        int target = site.target().getAsInt();
        if (site.isCall()) {
            call(site, target);
        } else if (object.isCode(target)) {
            callback(site, target);
        } else if (object.elf().section(target).name().equals(LintedObject.MAPS)) {
            if (site.immediate() != 0) {
                findings.add(
                        LintRule.MAP_OFFSET,
                        site.place(),
                        "map " + site.symbol().name() + " and " + site.immediate());
            }
        } else if (site.symbol().type().equals(SymbolType.OBJECT) && site.immediate() != 0) {
            findings.add(
                    LintRule.DATA_OFFSET,
                    site.place(),
                    "variable " + site.symbol().name() + " and " + site.immediate() + " bytes");
        }
    }

    private void call(Site site, int target) {
        if (!object.isText(target)) {
            findings.add(
                    LintRule.CALLEE_SECTION,
                    site.place(),
                    "the callee is in section " + object.elf().section(target).name());
        }
        if (!object.isStart(target, site.targetOffset())) {
            findings.add(LintRule.CALL_PLACE, site.place(), "no function starts at byte " + site.targetOffset());
        }
        if (site.symbol().type().equals(SymbolType.FUNC) && site.symbol().isLocal()) {
            findings.add(
                    LintRule.LOCAL_CALL,
                    site.place(),
                    "the call is by the symbol of static " + site.symbol().name());
        }
    }

    private void callback(Site site, int target) {
        if (!object.isStart(target, site.targetOffset())) {
            findings.add(LintRule.CALLBACK_PLACE, site.place(), "no function starts at byte " + site.targetOffset());
        }
        if (site.symbol().type().equals(SymbolType.FUNC)) {
            findings.add(
                    site.symbol().isLocal() ? LintRule.LOCAL_CALLBACK : LintRule.GLOBAL_CALLBACK,
                    site.place(),
                    "the callback is by the symbol of " + site.symbol().name());
        }
    }

    private void bareCalls(int section, Set<Long> relocated) {
        var code = object.code(section);
        boolean little = code.order() == ByteOrder.LITTLE_ENDIAN;
        for (int at = 0; at <= code.limit() - Site.SLOT; at += Site.SLOT) {
            int opcode = Byte.toUnsignedInt(code.get(at));
            int registers = Byte.toUnsignedInt(code.get(at + 1));
            int source = little ? registers >> 4 : registers & 0xF;
            if (opcode == Site.LDDW) {
                at += Site.SLOT;
            } else if (opcode == Site.CALL
                    && source == 1
                    && !relocated.contains(((long) section << Integer.SIZE) + at)) {
                findings.add(
                        LintRule.BARE_CALL,
                        object.elf().section(section).name() + " byte " + at,
                        "the call has no relocation");
            }
        }
    }
}
