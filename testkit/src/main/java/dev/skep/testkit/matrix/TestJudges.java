package dev.skep.testkit.matrix;

import dev.skep.testkit.Kernel;
import dev.skep.testkit.Missing;
import dev.skep.testkit.loader.Drivers;
import dev.skep.testkit.loader.Loader;
import dev.skep.testkit.loader.LoaderUnavailable;
import dev.skep.testkit.loader.Request;
import dev.skep.testkit.loader.Verdict;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The judges that tests ask. In every build these are the loaders that need not be fetched, with the machine's own kernel;
 * where the system property {@code skep.all} is {@code true}, all loaders and all kernels.
 */
public final class TestJudges {
    private static final boolean ALL = Boolean.getBoolean("skep.all");

    private static final Set<Loader> ALWAYS = EnumSet.of(Loader.LIBBPF_1_1, Loader.GEN_OBJECT, Loader.IPROUTE2);

    private TestJudges() {}

    /** The loaders that tests ask. */
    public static SortedSet<Loader> loaders() {
        Drivers drivers = Drivers.ofUser();
        return Stream.of(Loader.values())
                .filter(loader -> ALL || ALWAYS.contains(loader) || isReady(drivers, loader))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What they say on this machine's kernel; the test is skipped aloud if one of them cannot be had. */
    public static Matrix judgeOnThisKernel(List<Path> objects) {
        return judge(objects, EnumSet.of(JudgeKernel.HOST));
    }

    /** What they say on every kernel that tests ask; the test is skipped aloud if one of them cannot be had. */
    public static Matrix judge(List<Path> objects) {
        return judge(objects, ALL ? EnumSet.allOf(JudgeKernel.class) : EnumSet.of(JudgeKernel.HOST));
    }

    private static Matrix judge(List<Path> objects, Set<JudgeKernel> kernels) {
        Kernel.require();
        Matrix matrix =
                new JudgePlan(objects, new TreeSet<>(kernels), loaders(), Request.load()).judge(Drivers.ofUser());
        for (Column column : matrix.columns()) {
            boolean silent = matrix.rows().stream()
                    .allMatch(row -> matrix.at(row, column).verdict() instanceof Verdict.NotApplicable);
            if (silent) {
                throw Missing.judge(column.label() + " says nothing: "
                        + matrix.at(matrix.rows().get(0), column).verdict());
            }
        }
        return matrix;
    }

    private static boolean isReady(Drivers drivers, Loader loader) {
        try {
            return drivers.readyDriver(loader).loader() == loader;
        } catch (LoaderUnavailable e) {
            return false;
        }
    }
}
