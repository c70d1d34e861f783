using SageTasks.ContractSuites;

namespace SageTasks.Tables.Tests;

public class SpecsTests
{
    [Fact]
    public void A_test_whose_files_are_not_there_is_skipped_and_says_why()
    {
        var reason = new SpecFactAttribute("no/such.json").Skip;

        Assert.StartsWith("needs ", reason, StringComparison.Ordinal);
        Assert.Contains(Specs.Folder is null ? "shared/specs" : "no/such.json", reason, StringComparison.Ordinal);
        Assert.Equal(reason, new SpecTheoryAttribute("no/such.json").Skip);
    }
}
