using SageTasks.Runs;

namespace SageTasks.Core.Tests.Runs.Watching;

public sealed class RunFailedExceptionTests
{
    [Theory]
    [InlineData("count", "Run 7 (count) ended as EXECUTOR_ERROR.")]
    [InlineData("", "Run 7 ended as EXECUTOR_ERROR.")]
    [InlineData(null, "Run 7 ended as EXECUTOR_ERROR.")]
    public void A_run_is_named_where_it_has_a_name(string? name, string expected) =>
        Assert.Equal(expected, new RunFailedException(new RunSnapshot { Id = "7", Name = name, State = RunState.Failed, RawState = "EXECUTOR_ERROR" }, []).Message);
}
