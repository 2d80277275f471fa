package dev.skep.testkit.matrix;

import dev.skep.testkit.loader.JudgedObject;
import java.util.List;
import java.util.Map;

/** Loaders at work in one place. */
interface Sitting {
    /** What each of them says of each object, in the order of the objects. */
    Map<Column, List<JudgedObject>> judge();
}
