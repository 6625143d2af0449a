import java.io.FileInputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/** Prints `file TAB flavour TAB clause TAB times TAB message` for each rule of the flavours that a PDF breaks, and `done`. */
class Conformance {
    private static final String[] FLAVOURS = {"ua1", "3a"};

    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        LogManager.getLogManager().reset();
        for (String file : files) {
            for (String flavour : FLAVOURS) {
                failures(file, flavour).forEach((rule, times) ->
                    System.out.println(String.join("\t", file, flavour, rule[0], times.toString(), rule[1])));
            }
        }
        System.out.println("done");
    }

    private static Map<String[], Integer> failures(String file, String name) throws Exception {
        var flavour = PDFAFlavour.fromString(name);
        var found = new TreeMap<String[], Integer>((one, other) -> one[0].compareTo(other[0]));
        try (var content = new FileInputStream(file);
             var parser = Foundries.defaultInstance().createParser(content, flavour);
             var validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            for (var assertion : validator.validate(parser).getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    var rule = assertion.getRuleId();
                    var message = String.valueOf(assertion.getMessage()).replaceAll("\\s+", " ");
                    found.merge(new String[] {rule.getClause() + "-" + rule.getTestNumber(), message}, 1, Integer::sum);
                }
            }
        }
        return found;
    }
}
