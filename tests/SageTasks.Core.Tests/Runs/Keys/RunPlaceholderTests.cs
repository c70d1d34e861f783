using System.Text.Json.Nodes;
using SageTasks.Runs;
using SageTasks.Tests.Runs.Guard;

namespace SageTasks.Tests.Runs.Keys;

public class RunPlaceholderTests
{
    [Fact]
    public void The_id_takes_the_place_of_every_placeholder_at_any_depth_and_nothing_else_changes()
    {
        var value = new JsonObject
        {
            ["out"] = $"a/{RunPlaceholder.Id}/b/{RunPlaceholder.Id}",
            ["deep"] = new JsonArray(1.5, null, true, new JsonObject { ["name"] = RunPlaceholder.Id }),
            [RunPlaceholder.Id] = "a name stays",
            ["when"] = JsonValue.Create(DateTimeOffset.UnixEpoch),
        };
        var before = value.ToJsonString();

        var substituted = RunPlaceholder.Substitute(value, "run-7")!;

        Assert.Equal(
            $$"""{"out":"a/run-7/b/run-7","deep":[1.5,null,true,{"name":"run-7"}],"{{RunPlaceholder.Id}}":"a name stays","when":"1970-01-01T00:00:00\u002B00:00"}""",
            substituted.ToJsonString());
        Assert.Equal(before, value.ToJsonString());
        Assert.True(RunPlaceholder.IsIn(value));
        Assert.False(RunPlaceholder.IsIn(substituted));
    }

    [Fact]
    public async Task The_key_is_computed_from_the_placeholder()
    {
        var platform = new MemoryServer { DraftFirst = true }.Connect();
        var plan = PlanWith(RunPlaceholder.Id);

        var explanation = await new SubmissionGuard().ExplainAsync(platform, plan);

        Assert.Equal("otetl6yygi5r657lux5tv57hm5", explanation.Key.Value);
        Assert.Contains("\"outdir\":\"out/__sagetasks_run_id__\"", explanation.Form.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_platform_without_drafts_refuses_it_and_names_the_place_before_anything_is_sent()
    {
        var server = new MemoryServer();

        var refused = await Assert.ThrowsAsync<ArgumentException>(() => new SubmissionGuard().SubmitAsync(server.Connect(), PlanWith(RunPlaceholder.Id)));

        Assert.StartsWith("/parameters/outdir holds", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Memory", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, server.Started);
        Assert.Empty(await server.TruthAsync());
    }

    [Fact]
    public async Task Outside_the_inputs_it_is_refused_on_every_platform()
    {
        var server = new MemoryServer { DraftFirst = true };
        var request = new MemoryRequest { Revision = RunPlaceholder.Id, Parameters = [] };

        var refused = await Assert.ThrowsAsync<ArgumentException>(() => new SubmissionGuard().SubmitAsync(server.Connect(), request));

        Assert.StartsWith("/revision holds", refused.Message, StringComparison.Ordinal);
        Assert.Empty(await server.TruthAsync());
    }

    private static RunPlan<MemoryRequest> PlanWith(string id) => new()
    {
        Request = new MemoryRequest { Revision = "1.0", Parameters = new JsonObject { ["outdir"] = $"out/{id}" } },
    };
}
