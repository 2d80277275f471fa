package dev.skep.testkit.packages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AptSourceTest {
    @Test
    void readsLines() {
        String text = """
                # deb http://comment.example/debian bookworm main
                deb-src http://source.example/debian bookworm main
                deb http://other.example/debian bookworm contrib
                deb [ arch=amd64 signed-by=/keys/a.gpg,/keys/b.gpg trusted=yes ] http://mirror.example/debian bookworm main non-free # ours
                """;

        var sources = AptSource.parseLines(text);

        assertThat(sources).hasSize(2);
        assertThat(sources.get(0).serves("bookworm")).isFalse();
        assertThat(sources.get(1).serves("bookworm")).isTrue();
        assertThat(sources.get(1).serves("bookworm-updates")).isFalse();
        assertThat(sources.get(1).stanzaFor("sid"))
                .isEqualTo("Types: deb\nURIs: http://mirror.example/debian\nSuites: sid\nComponents: main\n"
                        + "signed-by: /keys/a.gpg /keys/b.gpg\ntrusted: yes\n");
    }

    @Test
    void readsStanzas() {
        String text = """
                Types: deb deb-src
                # a comment within
                URIs: http://mirror.example/debian
                 http://second.example/debian
                Suites: bookworm bookworm-updates
                Components: main
                Signed-By:
                 -----BEGIN PGP PUBLIC KEY BLOCK-----
                 .
                 abc
                 -----END PGP PUBLIC KEY BLOCK-----

                Types: deb
                URIs: http://off.example/debian
                Suites: bookworm
                Components: main
                Enabled: no
                """;

        var sources = AptSource.parseStanzas(text);

        assertThat(sources).hasSize(2);
        assertThat(sources.get(0).serves("bookworm")).isTrue();
        assertThat(sources.get(0).stanzaFor("trixie"))
                .isEqualTo("Types: deb\nURIs: http://mirror.example/debian\nSuites: trixie\nComponents: main\n"
                        + "signed-by: \n -----BEGIN PGP PUBLIC KEY BLOCK-----\n .\n abc\n"
                        + " -----END PGP PUBLIC KEY BLOCK-----\n");
        assertThat(sources.get(1).serves("bookworm")).isFalse();
    }

    @Test
    void passesOverWhatIsTorn() {
        assertThat(AptSource.parseLines("deb [arch=amd64 http://x y main\ndeb http://alone\ndeb\n"))
                .isEmpty();
        assertThat(AptSource.parseStanzas(" continued\nno colon\n\n\n")).isEmpty();
    }
}
