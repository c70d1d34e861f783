namespace SageTasks.Tests;

public class ShellTests
{
    [Fact]
    public void Runs() => Assert.NotNull(typeof(ShellCore));
}
