package dev.skep.object.lint;

import dev.skep.btf.BtfLinkage;
import dev.skep.btf.BtfType;
import dev.skep.elf.Symbol;
import dev.skep.elf.SymbolBinding;
import dev.skep.elf.SymbolPlace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rules 13 and 19: what is taken from the kernel. */
final class ExternLint {
    private static final String KSYMS = ".ksyms";
    private static final String KCONFIG = ".kconfig";

    private final LintedObject object;
    private final Findings findings;
    private final Map<String, Symbol> undefined = new HashMap<>();

    private ExternLint(LintedObject object, Findings findings) {
        this.object = object;
        this.findings = findings;
    }

    static void check(LintedObject object, Findings findings) {
        var lint = new ExternLint(object, findings);
        object.symbols().stream()
                .skip(1)
                .filter(symbol -> symbol.place().equals(SymbolPlace.UNDEFINED))
                .forEach(symbol -> lint.undefined.putIfAbsent(symbol.name(), symbol));
        lint.ksyms();
        lint.kconfig();
        lint.undefined.keySet().stream()
                .sorted()
                .forEach(name -> findings.add(
                        LintRule.EXTERN_TYPE,
                        "symbol " + name,
                        "the symbol is defined nowhere and declared in no section"));
    }

    private void ksyms() {
        List<BtfType.SectionEntry> entries = object.entries(KSYMS);
        for (BtfType.SectionEntry entry : entries) {
            var function = object.types().type(entry.type(), BtfType.Func.class);
            String name = entry.type().isVoid()
                    ? ""
                    : object.types().type(entry.type()).name();
            boolean weak = isWeak(name);
            String place = ".ksyms " + name;
            if (function.isEmpty()) {
                findings.add(
                        isTypeless(entry) ? LintRule.TYPELESS_KSYM : LintRule.KSYM,
                        place,
                        isTypeless(entry) ? "the address of a kernel variable" : "a kernel variable");
            } else {
                findings.add(
                        weak ? LintRule.WEAK_KFUNC : LintRule.KFUNC,
                        place,
                        weak ? "a kernel function that may be missing" : "a kernel function");
                if (function.get().linkage() != BtfLinkage.EXTERN) {
                    findings.add(
                            LintRule.KFUNC_LINKAGE,
                            place,
                            "the function is " + function.get().linkage() + " among the types");
                }
            }
            undefined.remove(name);
        }
        boolean integer = object.types().types().stream()
                .anyMatch(type -> type instanceof BtfType.Int number && number.size() == Integer.BYTES);
        if (!entries.isEmpty() && !integer) {
            findings.add(LintRule.KSYMS_INT, KSYMS, "no type is an integer of 4 bytes");
        }
    }

    private void kconfig() {
        for (BtfType.SectionEntry entry : object.entries(KCONFIG)) {
            String name = entry.type().isVoid()
                    ? ""
                    : object.types().type(entry.type()).name();
            findings.add(
                    isWeak(name) ? LintRule.WEAK_KCONFIG : LintRule.KCONFIG,
                    ".kconfig " + name,
                    "a value of the kernel's configuration");
            undefined.remove(name);
        }
    }

    private boolean isTypeless(BtfType.SectionEntry entry) {
        return object.types()
                .type(entry.type(), BtfType.Var.class)
                .filter(variable -> object.types().resolve(variable.type()).isVoid())
                .isPresent();
    }

    private boolean isWeak(String name) {
        var symbol = undefined.get(name);
        return symbol != null && symbol.binding().equals(SymbolBinding.WEAK);
    }
}
