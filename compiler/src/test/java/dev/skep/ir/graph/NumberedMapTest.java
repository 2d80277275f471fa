package dev.skep.ir.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Seed;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NumberedMapTest {
    @Test
    void isAMap() {
        var seed = Seed.ofThisRun();
        var random = new Random(seed);
        for (var round = 0; round < 300; round++) {
            var numbers = 1 + random.nextInt(200);
            var step = 1 + random.nextInt(1 << random.nextInt(24));
            NumberedMap<Integer, Integer> map = new NumberedMap<>(random.nextInt(50));
            Map<Integer, Integer> expected = new HashMap<>();
            for (var i = 0; i < 2 * numbers; i++) {
                var key = step * (random.nextInt(numbers) - 3);
                assertThat(map.put(key, i)).isEqualTo(expected.put(key, i) == null);
                if (random.nextInt(20) == 0) {
                    var before = map;
                    map = map.copy();
                    before.put(key, -1);
                }
            }
            assertThat(map.size()).as("seed " + seed).isEqualTo(expected.size());
            for (var i = -4; i < numbers; i++) {
                var key = step * i;
                assertThat(map.get(key)).as("seed " + seed).isEqualTo(expected.get(key));
                assertThat(map.containsKey(key)).isEqualTo(expected.containsKey(key));
                assertThat(map.getOrDefault(key, -7)).isEqualTo(expected.getOrDefault(key, -7));
            }
        }
    }

    @Test
    void makesWhatIsNotThere() {
        NumberedMap<Integer, String> map = new NumberedMap<>();
        assertThat(map.isEmpty()).isTrue();
        assertThat(map.computeIfAbsent(-5, () -> "made")).isEqualTo("made");
        assertThat(map.computeIfAbsent(-5, () -> "again")).isEqualTo("made");
        assertThat(map.isEmpty()).isFalse();
    }
}
