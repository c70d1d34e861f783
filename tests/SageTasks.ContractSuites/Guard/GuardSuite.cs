using System.Globalization;
using System.Text.Json.Nodes;
using SageTasks.Runs;
using Xunit;

namespace SageTasks.ContractSuites;

/// <summary>The promise of the submission guard, written once and run against every platform: one run per piece of work, and never
/// a run of other work in its place. This part says what the same work is; the other parts are <see cref="GuardDecisionSuite{TRequest}"/>,
/// <see cref="GuardFaultSuite{TRequest}"/>, <see cref="GuardDoubtSuite{TRequest}"/> and <see cref="GuardFormSuite{TRequest}"/>, classes of their
/// own so that they run side by side.</summary>
public abstract class GuardSuite<TRequest> : GuardSteps<TRequest>
{
    [Fact]
    public void A_platform_runs_every_part()
    {
        var run = GetType().Assembly.GetTypes().Where(type => !type.IsAbstract).ToList();

        Assert.All(
            new[] { typeof(GuardDecisionSuite<TRequest>), typeof(GuardFaultSuite<TRequest>), typeof(GuardDoubtSuite<TRequest>), typeof(GuardFormSuite<TRequest>) },
            part => Assert.Contains(run, type => type.IsSubclassOf(part)));
    }

    [Fact]
    public async Task The_first_submission_launches_and_the_second_attaches()
    {
        var first = await SubmitAsync(Sample);
        var second = await SubmitAsync(Sample);

        Assert.Equal(SubmissionOutcome.Launched, first.Outcome);
        Assert.Equal(SubmissionOutcome.Attached, second.Outcome);
        Assert.Equal(first.RunId, second.RunId);
        Assert.Equal(1, Server.Started);
    }

    [Fact]
    public async Task A_server_has_one_name_in_keys_and_in_what_is_told_of_its_runs()
    {
        var platform = Server.Connect();
        var prepared = await platform.PrepareAsync(Server.Request(new JsonObject { ["input"] = "s3://bucket/sheet.csv" }));

        Assert.Equal(prepared.Service, platform.Capabilities.Service ?? prepared.Service);
    }

    [Fact]
    public async Task Work_finished_by_an_older_process_is_reused()
    {
        var first = await SubmitAndSetAsync(RunState.Succeeded);

        var second = await SubmitAsync(Sample);

        Assert.Equal(SubmissionOutcome.Reused, second.Outcome);
        Assert.Equal(first.RunId, second.RunId);
        Assert.Equal(first.RunName, second.RunName);
        Assert.Equal(1, Server.Started);
    }

    [Theory]
    [InlineData("""{"depth":30,"outdir":"s3://bucket/out","input":"s3://bucket/sheet.csv"}""")]
    [InlineData("""{"input":"s3://bucket/sheet.csv","outdir":"s3://bucket/out","depth":30.0}""")]
    [InlineData("""{"input":"s3://bucket/sheet.csv","outdir":"s3://bucket/out","depth":3e1,"unset":null}""")]
    public async Task The_same_work_in_another_spelling_is_the_same_work(string spelling)
    {
        var first = await SubmitAsync(Sample);
        var second = await SubmitAsync(JsonNode.Parse(spelling)!.AsObject());

        Assert.Equal(first.RunId, second.RunId);
        Assert.Equal(1, Server.Started);
    }

    [Fact]
    public async Task Another_culture_changes_nothing()
    {
        var first = await SubmitAsync(new JsonObject { ["threshold"] = 0.05, ["when"] = "1.5" });
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = WithDecimalComma();
            var second = await SubmitAsync(new JsonObject { ["threshold"] = 0.05, ["when"] = "1.5" });
            Assert.Equal(first.RunId, second.RunId);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public async Task Integers_that_a_double_cannot_tell_apart_are_different_work()
    {
        var first = await SubmitAsync(new JsonObject { ["seed"] = JsonNode.Parse("9007199254740993") });
        var second = await SubmitAsync(new JsonObject { ["seed"] = JsonNode.Parse("9007199254740992") });

        Assert.NotEqual(first.RunId, second.RunId);
        Assert.Equal(2, Server.Started);
    }

    [Fact]
    public async Task A_name_that_begins_like_another_is_other_work()
    {
        var ten = await SubmitAsync(new JsonObject { ["sample"] = "sample10" });
        var one = await SubmitAsync(new JsonObject { ["sample"] = "sample1" });

        Assert.NotEqual(ten.RunId, one.RunId);
        Assert.Equal(SubmissionOutcome.Launched, one.Outcome);
    }

    [Fact]
    public async Task A_changed_parameter_revision_or_profile_order_is_other_work()
    {
        await SubmitAsync(Server.Request(Sample, "1.0", "docker", "test"));
        await SubmitAsync(Server.Request(new JsonObject { ["input"] = "s3://bucket/other.csv", ["outdir"] = "s3://bucket/out", ["depth"] = 30 }, "1.0", "docker", "test"));
        await SubmitAsync(Server.Request(Sample, "1.1", "docker", "test"));
        await SubmitAsync(Server.Request(Sample, "1.0", "test", "docker"));
        var again = await SubmitAsync(Server.Request(Sample, "1.0", "docker", "test"));

        Assert.Equal(SubmissionOutcome.Attached, again.Outcome);
        Assert.Equal(4, Server.Started);
    }

    [Fact]
    public async Task Changed_bytes_under_an_unchanged_path_are_other_work()
    {
        var before = Plan(Sample) with { Inputs = Digest("input", 'a') };
        var after = Plan(Sample) with { Inputs = Digest("input", 'b') };

        var first = await SubmitAsync(before);
        var second = await SubmitAsync(after);

        Assert.NotEqual(first.RunId, second.RunId);
        Assert.Equal(InputIdentity.Content, second.Evidence.Form.InputIdentity);
    }

    [Fact]
    public async Task The_same_bytes_under_another_path_are_the_same_work()
    {
        var first = await SubmitAsync(Plan(Sample) with { Inputs = Digest("input", 'a') });
        var moved = Sample;
        moved["input"] = "s3://bucket/elsewhere/sheet-2.csv";

        var second = await SubmitAsync(Plan(moved) with { Inputs = Digest("input", 'a') });

        Assert.Equal(first.RunId, second.RunId);
    }

    [Fact]
    public async Task A_fresh_signature_on_a_URL_does_not_make_new_work()
    {
        var first = await SubmitAsync(new JsonObject { ["input"] = "https://b.s3.amazonaws.com/k?X-Amz-Signature=aaaa&X-Amz-Date=1" });
        var second = await SubmitAsync(new JsonObject { ["input"] = "https://b.s3.amazonaws.com/k?X-Amz-Signature=bbbb&X-Amz-Date=2" });

        Assert.Equal(first.RunId, second.RunId);
        Assert.Equal(1, Server.Started);
    }

    [Fact]
    public async Task A_scope_makes_equal_work_distinct()
    {
        var monday = await SubmitAsync(Plan(Sample) with { Scope = "2026-11-23" });
        var tuesday = await SubmitAsync(Plan(Sample) with { Scope = "2026-11-24" });
        var mondayAgain = await SubmitAsync(Plan(Sample) with { Scope = "2026-11-23" });

        Assert.NotEqual(monday.RunId, tuesday.RunId);
        Assert.Equal(monday.RunId, mondayAgain.RunId);
    }

    [Fact]
    public async Task An_own_key_with_another_request_is_a_conflict_and_never_silent_reuse()
    {
        var first = await SubmitAsync(Plan(Sample) with { OwnKey = "study-7" });
        var changed = Sample;
        changed["depth"] = 60;

        var conflict = await Assert.ThrowsAsync<SubmissionConflictException>(() => SubmitAsync(Plan(changed) with { OwnKey = "study-7" }));

        Assert.Equal(first.RunId, conflict.RunId);
        var difference = Assert.Single(conflict.Differences);
        Assert.Equal($"/parameters{Server.PointerTo("depth")}", difference.Pointer);
        Assert.Equal(1, Server.Started);
    }

    [Fact]
    public async Task Ignored_parameters_neither_make_new_work_nor_a_conflict()
    {
        var options = KeyOptions.Default.Ignore(Server.PointerTo("outdir"));
        var first = await SubmitAsync(Plan(Sample) with { KeyOptions = options });
        var elsewhere = Sample;
        elsewhere["outdir"] = "s3://bucket/elsewhere";

        var second = await SubmitAsync(Plan(elsewhere) with { KeyOptions = options });

        Assert.Equal(first.RunId, second.RunId);
    }

    [Fact]
    public async Task A_secret_counts_and_is_never_shown()
    {
        var options = KeyOptions.Default.Secret(Server.PointerTo("token"));
        var first = await SubmitAsync(Plan(new JsonObject { ["token"] = "hunter2-secret" }) with { KeyOptions = options });
        var same = await SubmitAsync(Plan(new JsonObject { ["token"] = "hunter2-secret" }) with { KeyOptions = options });
        var other = await SubmitAsync(Plan(new JsonObject { ["token"] = "another-secret" }) with { KeyOptions = options });

        Assert.Equal(first.RunId, same.RunId);
        Assert.NotEqual(first.RunId, other.RunId);
        Assert.DoesNotContain("hunter2", first.Evidence.Form.Text, StringComparison.Ordinal);
    }

    private static CultureInfo WithDecimalComma()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.NegativeSign = "~";
        return culture;
    }
}
