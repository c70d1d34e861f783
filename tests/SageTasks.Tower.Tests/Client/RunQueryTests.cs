namespace SageTasks.Tower.Tests.Client;

public sealed class RunQueryTests
{
    [Fact]
    public void Conditions_become_the_servers_keywords()
    {
        var query = new RunQuery
        {
            Status = WorkflowStatus.Failed,
            Labels = ["rnaseq", "owner=ada"],
            ProjectName = "nf-core/rnaseq",
            After = new DateOnly(2026, 7, 1),
            Starred = true,
            Text = "cohort*",
        };

        Assert.Equal("status:failed projectName:nf-core/rnaseq label:rnaseq label:owner=ada after:2026-06-29 is:starred cohort*", query.ToSearch());
        Assert.Null(RunQuery.All.ToSearch());
    }

    [Theory]
    [InlineData("stauts:failed")]
    [InlineData("label:x y")]
    public void A_mistyped_keyword_is_refused_because_the_server_would_silently_find_nothing(string text) =>
        Assert.Throws<ArgumentException>(() => new RunQuery { Text = text }.ToSearch());

    [Fact]
    public void A_value_with_a_space_is_refused_because_the_server_would_split_it() =>
        Assert.Throws<ArgumentException>(() => new RunQuery { RunName = "my run" }.ToSearch());
}
