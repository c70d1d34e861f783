using SageTasks.Tower.Tests.Stubs;

namespace SageTasks.Tower.Tests.Runs;

public sealed class RunOutputsTests : IDisposable
{
    private readonly StubTower _tower = new();

    public void Dispose() => _tower.Dispose();

    [Theory]
    [InlineData("""{"paramsText":"{\"outdir\":\"s3://b/out/\"}","outputDir":"s3://other"}""")]
    [InlineData("""{"paramsText":"outdir: s3://b/out","outputDir":null}""")]
    [InlineData("""{"paramsText":null,"outputDir":"s3://b/out"}""")]
    [InlineData("""{"paramsText":null}""")]
    public async Task The_next_runs_inputs_are_made_from_the_effective_name_and_directory(string launch)
    {
        _tower.On("GET", "/workflow/w", """{"workflow":{"id":"w","runName":"stage-abc-a2","status":"SUCCEEDED","params":{"outdir":"s3://b/out"}}}""")
            .On("GET", "/workflow/w/launch", $$"""{"launch":{{launch}} }""");

        var output = await new RunOutputs(_tower.Client()).ReadAsync("w");

        Assert.Equal("s3://b/out/stage-abc-a2/sheet.csv", output.PathOf("/{runName}/sheet.csv"));
    }

    [Theory]
    [InlineData("RUNNING")]
    [InlineData("UNKNOWN")]
    public async Task A_run_that_has_not_succeeded_has_no_results_to_go_on_with(string status)
    {
        _tower.On("GET", "/workflow/w", $$"""{"workflow":{"id":"w","runName":"x","status":"{{status}}"} }""");

        var wrong = await Assert.ThrowsAsync<InvalidOperationException>(() => new RunOutputs(_tower.Client()).ReadAsync("w"));

        Assert.Contains(status, wrong.Message, StringComparison.Ordinal);
    }
}
