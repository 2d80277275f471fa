package dev.skep.object.internal.read;

import dev.skep.elf.Relocation;
import dev.skep.object.BpfMap;
import dev.skep.object.ObjectFormatException;
import dev.skep.object.internal.write.MapPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the maps of {@code .maps}. */
public final class MapSectionReader {
    private static final int SLOT = 8;

    private final ObjectFile file;
    private final Map<Integer, Relocation> slots = new HashMap<>();

    /** A map and where its definition is. */
    public record Placed(BpfMap map, int offset) {}

    private MapSectionReader(ObjectFile file) {
        this.file = file;
    }

    public static List<Placed> read(ObjectFile file, int section) {
        var reader = new MapSectionReader(file);
        if (file.content(MapPlan.SECTION).isEmpty()) {
            throw new ObjectFormatException("section .maps has no contents");
        }
        for (Relocation relocation : file.relocationsOf(section)) {
            reader.slots.put(
                    Math.toIntExact(Math.min(Math.max(relocation.offset(), -1), Integer.MAX_VALUE)), relocation);
        }
        List<Placed> maps = new ArrayList<>();
        for (SectionVariables.Placed placed : SectionVariables.read(file, section)) {
            maps.add(new Placed(reader.map(placed), placed.offset()));
        }
        if (!reader.slots.isEmpty()) {
            throw new ObjectFormatException(
                    "section .maps is relocated where no inner map is: bytes " + reader.slots.keySet());
        }
        return maps;
    }

    private BpfMap map(SectionVariables.Placed placed) {
        var name = placed.variable().name();
        var definition = MapReader.definition(file.types(), placed.variable().type())
                .orElseThrow(() -> new ObjectFormatException("map " + name + " is not defined by a struct"));
        if (definition.size() > placed.size()) {
            throw new ObjectFormatException(
                    "map " + name + " has " + placed.size() + " bytes, its definition has " + definition.size());
        }
        var initial = new String[(placed.size() - definition.size()) / SLOT];
        Arrays.fill(initial, "");
        for (int i = 0; i < initial.length; i++) {
            var relocation = slots.remove(placed.offset() + definition.size() + SLOT * i);
            if (relocation != null) {
                initial[i] = file.symbols().get(relocation.symbol()).name();
            }
        }
        return MapReader.read(file.types(), name, definition, List.of(initial));
    }
}
