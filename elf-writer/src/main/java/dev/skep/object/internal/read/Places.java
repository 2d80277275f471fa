package dev.skep.object.internal.read;

import dev.skep.asm.MachineCode.Form;
import dev.skep.asm.SymbolReference;
import dev.skep.asm.SymbolReference.DataReference;
import dev.skep.asm.SymbolReference.ExternReference;
import dev.skep.asm.SymbolReference.FunctionReference;
import dev.skep.asm.SymbolReference.KfuncReference;
import dev.skep.asm.SymbolReference.MapReference;
import dev.skep.object.BpfExtern;
import dev.skep.object.BpfGlobal;
import dev.skep.object.ObjectFormatException;
import dev.skep.object.internal.write.DataPlan;
import dev.skep.object.internal.write.Linker;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What lies where in the sections of a file, so that relocated instructions can be read: the reverse of {@link Linker}. */
public final class Places {
    private final Map<Place, String> maps = new HashMap<>();
    private final Map<Place, String> functions = new HashMap<>();
    private final Map<Integer, NavigableMap<Integer, BpfGlobal>> globals = new HashMap<>();
    private final Map<String, BpfExtern> externs = new HashMap<>();

    private record Place(int section, long offset) {}

    public void map(int section, long offset, String name) {
        maps.put(new Place(section, offset), name);
    }

    public void function(int section, long offset, String name) {
        functions.put(new Place(section, offset), name);
    }

    public void global(int section, DataPlan.Placed placed) {
        globals.computeIfAbsent(section, index -> new TreeMap<>()).put(placed.offset(), placed.global());
    }

    public void extern(BpfExtern extern) {
        externs.put(extern.name(), extern);
    }

    /** What a relocated instruction of the section {@code from} refers to. */
    SymbolReference find(String from, Reference reference) {
        var section = reference.section();
        if (section.isEmpty()) {
            return extern(from, reference);
        }
        var map = maps.get(new Place(section.getAsInt(), reference.symbol().value()));
        if (map != null && reference.form() == Form.LDDW) {
            return new MapReference(map);
        }
        var function = functions.get(new Place(section.getAsInt(), reference.place()));
        if (function != null) {
            return new FunctionReference(function);
        }
        var data = globals.get(section.getAsInt());
        if (data != null && reference.form() == Form.LDDW) {
            return global(from, reference, data);
        }
        throw unknown(from, reference);
    }

    /** The function at this place. */
    String function(String from, int section, long offset) {
        var function = functions.get(new Place(section, offset));
        if (function == null) {
            throw new ObjectFormatException(
                    "section " + from + " calls byte " + offset + " of its code, where no function starts");
        }
        return function;
    }

    private SymbolReference extern(String from, Reference reference) {
        var name = reference.symbol().name();
        var extern = externs.get(name);
        if (extern == null) {
            throw unknown(from, reference);
        }
        return extern instanceof BpfExtern.Kfunc ? new KfuncReference(name) : new ExternReference(name);
    }

    private static SymbolReference global(String from, Reference reference, NavigableMap<Integer, BpfGlobal> data) {
        long place = reference.place();
        var found = place < 0 || place > Integer.MAX_VALUE ? null : data.floorEntry((int) place);
        if (found == null || place - found.getKey() >= found.getValue().size()) {
            throw unknown(from, reference);
        }
        return new DataReference(found.getValue().name(), (int) (place - found.getKey()));
    }

    private static ObjectFormatException unknown(String from, Reference reference) {
        return new ObjectFormatException("section " + from + " refers at byte " + reference.offset() + " by symbol `"
                + reference.symbol().name() + "` to byte " + reference.place() + " of "
                + reference.section().stream()
                        .mapToObj(index -> "section " + index)
                        .findFirst()
                        .orElse("nothing")
                + ", where nothing is that it could mean");
    }
}
