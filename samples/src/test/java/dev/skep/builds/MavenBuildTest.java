package dev.skep.builds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Judge;
import dev.skep.testkit.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Maven project with the processor in {@code annotationProcessorPaths}, built again and again. */
class MavenBuildTest {
    private static final String PROJECT = """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <groupId>app</groupId><artifactId>app</artifactId><version>1</version>
              <properties>
                <maven.compiler.release>17</maven.compiler.release>
                <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
              </properties>
              <dependencies>
                <dependency><groupId>dev.skep</groupId><artifactId>skep-dsl</artifactId><version>%1$s</version><scope>provided</scope></dependency>
              </dependencies>
              <build>
                <plugins>
                  <plugin>
                    <groupId>org.apache.maven.plugins</groupId><artifactId>maven-compiler-plugin</artifactId><version>%2$s</version>
                    <configuration>
                      <annotationProcessorPaths>
                        <path><groupId>dev.skep</groupId><artifactId>skep-annotation-processor</artifactId><version>%1$s</version></path>
                      </annotationProcessorPaths>
                    </configuration>
                  </plugin>
                </plugins>
              </build>
            </project>
            """;

    @TempDir
    private Path folder;

    private Sources sources;
    private Repository repository;

    @BeforeEach
    void write() throws IOException {
        repository = Repository.with(folder.resolve("repository"));
        var project = Files.createDirectories(folder.resolve("project"));
        Files.writeString(
                project.resolve("pom.xml"),
                PROJECT.formatted(Shipped.VERSION, repository.versionOf("compiler-plugin.version")));
        sources = Sources.in(project.resolve("src/main/java"));
    }

    @Test
    void buildsTheSameObjectsAgainAndAgain() {
        assertThat(compile().orFail().out()).doesNotContain("WARN");
        var first = objects();
        assertThat(first).isEqualTo(plain());
        Sources.run(classes());

        sources.write("Rules", Sources.RULES.replace("number * 2", "number * 2 + 7"));
        compile().orFail();
        assertThat(objects()).as("after a change of a class that another uses").isEqualTo(plain());
        assertThat(objects().get("app.Main.bpf.o")).isNotEqualTo(first.get("app.Main.bpf.o"));

        sources.write("Rules", Sources.RULES.replace("number * 2", "(int) (number / 2.5)"));
        var said = compile();
        assertThat(said.exit()).isNotZero();
        assertThat(said.out()).contains("Rules.java:[8,32] [SKEP2001] floating point cannot run in the kernel");
        assertThat(objects()).as("after an error").doesNotContainKey("app.Rules.bpf.o");

        sources.delete("Rules");
        sources.write("Main", Sources.MAIN.replace("Rules.twice(1)", "2"));
        compile().orFail();
        assertThat(objects())
                .as("without the class")
                .containsOnlyKeys("app.Main.bpf.o")
                .isEqualTo(plain("Main", "Library"));
        Sources.run(classes());
    }

    private Output compile() {
        var project = folder.resolve("project/pom.xml").toString();
        var arguments = new ArrayList<>(List.of("-o", "-B", "-ntp", "-q", "-f", project));
        arguments.add("-Dmaven.repo.local=" + repository.folder());
        arguments.add("compiler:compile");
        return Judge.require("mvn").run(arguments, "");
    }

    private Path classes() {
        return folder.resolve("project/target/classes");
    }

    private Map<String, String> objects() {
        return Sources.objects(classes());
    }

    /** The objects that javac alone makes of the same sources. */
    private Map<String, String> plain(String... names) {
        var output = folder.resolve("plain" + System.nanoTime());
        var skep = Shipped.skep();
        Jdk.own()
                .javac(output, "-cp " + skep + " -processorpath " + skep, sources.files(names))
                .orFail();
        return Sources.objects(output);
    }
}
