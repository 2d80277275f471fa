package dev.skep.btf;

import java.util.Arrays;
import java.util.List;

/**
 * Numbers from 0, divided into classes that only ever split: a permutation in which each class is one range, so that splitting
 * costs what it moves.
 */
final class Classes {
    private final int[] members;
    private final int[] place;
    private final int[] classOf;
    private int[] from;
    private int[] to;
    private int count;

    /** The classes that {@code initial} names; class numbers are dense. */
    Classes(int[] initial, int count) {
        this.count = count;
        classOf = initial.clone();
        from = new int[Math.max(count, 1)];
        to = new int[Math.max(count, 1)];
        for (int number : classOf) {
            to[number]++;
        }
        for (int number = 0, start = 0; number < count; number++) {
            from[number] = start;
            start += to[number];
            to[number] = from[number];
        }
        members = new int[classOf.length];
        place = new int[classOf.length];
        for (int i = 0; i < classOf.length; i++) {
            place[i] = to[classOf[i]]++;
            members[place[i]] = i;
        }
    }

    int of(int member) {
        return classOf[member];
    }

    int size(int number) {
        return to[number] - from[number];
    }

    /** Takes these out of their class, which has more members, into a class of its own. */
    void split(int number, List<Integer> leaving) {
        gather(leaving, from[number]);
        grow();
        from[count] = from[number];
        to[count] = from[number] + leaving.size();
        from[number] = to[count];
        for (int member : leaving) {
            classOf[member] = count;
        }
        count++;
    }

    /** The members of a class. */
    int[] members(int number) {
        return Arrays.copyOfRange(members, from[number], to[number]);
    }

    private void gather(List<Integer> some, int start) {
        int next = start;
        for (int member : some) {
            int there = members[next];
            members[place[member]] = there;
            place[there] = place[member];
            members[next] = member;
            place[member] = next++;
        }
    }

    private void grow() {
        if (count == from.length) {
            from = Arrays.copyOf(from, 2 * count);
            to = Arrays.copyOf(to, 2 * count);
        }
    }
}
