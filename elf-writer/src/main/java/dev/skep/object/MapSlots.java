package dev.skep.object;

import java.util.List;

/** What the object says about the maps inside a map of maps. */
public sealed interface MapSlots {
    /** The values are no maps. */
    MapSlots NONE = new NoMaps();

    /** The values are no maps. */
    record NoMaps() implements MapSlots {}

    /**
     * The values are maps.
     *
     * @param template what every inner map is like; its name does not matter
     * @param initial the names of the maps in the first slots; an empty name leaves a slot empty
     */
    record InnerMaps(BpfMap template, List<String> initial) implements MapSlots {
        public InnerMaps {
            initial = List.copyOf(initial);
        }
    }
}
