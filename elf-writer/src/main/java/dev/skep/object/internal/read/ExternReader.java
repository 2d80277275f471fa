package dev.skep.object.internal.read;

import dev.skep.btf.BtfGraph;
import dev.skep.btf.BtfType.Func;
import dev.skep.btf.BtfType.SectionEntry;
import dev.skep.btf.BtfType.Var;
import dev.skep.elf.Symbol;
import dev.skep.elf.SymbolBinding;
import dev.skep.object.BpfExtern;
import dev.skep.object.BpfExtern.Kconfig;
import dev.skep.object.BpfExtern.Kfunc;
import dev.skep.object.BpfExtern.Ksym;
import dev.skep.object.BpfExtern.Strength;
import dev.skep.object.ObjectFormatException;
import java.util.Map;

/** Reads what an object declares of the kernel. */
public final class ExternReader {
    private ExternReader() {}

    /** The extern that a section lists; how strong it is says its symbol. */
    public static BpfExtern read(BtfGraph types, String section, SectionEntry entry, Map<String, Symbol> undefined) {
        var function = types.type(entry.type(), Func.class);
        if (function.isPresent() && section.equals(BpfExtern.KSYMS)) {
            return new Kfunc(
                    function.get().name(),
                    function.get().prototype(),
                    strength(function.get().name(), undefined));
        }
        var variable = types.type(entry.type(), Var.class)
                .orElseThrow(() -> new ObjectFormatException(
                        "section " + section + " lists " + types.describe(entry.type()) + ", which it cannot"));
        var strength = strength(variable.name(), undefined);
        return section.equals(BpfExtern.KSYMS)
                ? new Ksym(variable.name(), variable.type(), strength)
                : new Kconfig(variable.name(), variable.type(), strength);
    }

    private static Strength strength(String name, Map<String, Symbol> undefined) {
        var symbol = undefined.get(name);
        if (symbol == null) {
            throw new ObjectFormatException("extern " + name + " has no symbol");
        }
        return symbol.binding().equals(SymbolBinding.WEAK) ? Strength.WEAK : Strength.STRONG;
    }
}
