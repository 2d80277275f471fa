package dev.skep.object.internal.write;

import dev.skep.object.BpfMap;
import dev.skep.object.internal.write.Link.SymbolKey;
import java.util.ArrayList;
import java.util.List;

/** The maps of an object at their places in {@code .maps}. */
public record MapPlan(List<Placed> maps, int size, List<Link> links) {
    public static final String SECTION = ".maps";

    private static final int SLOT = 8;

    /** A map's definition at its place. */
    record Placed(BpfMap map, int offset, int size) {}

    static MapPlan of(List<BpfMap> maps) {
        List<Placed> placed = new ArrayList<>();
        List<Link> links = new ArrayList<>();
        int offset = 0;
        for (BpfMap map : maps) {
            int size = MapDefinition.bytes(map);
            placed.add(new Placed(map, offset, size));
            List<String> initial = map.slots().initial();
            int slots = offset + size - SLOT * initial.size();
            for (int i = 0; i < initial.size(); i++) {
                if (!initial.get(i).isEmpty()) {
                    links.add(new Link(slots + SLOT * i, Link.DATA, SymbolKey.named(initial.get(i))));
                }
            }
            offset = Math.addExact(offset, size);
        }
        return new MapPlan(placed, offset, links);
    }
}
