using SageTasks.Cavatica.Tests.Local;
using SageTasks.Runs;
using SageTasks.Testing;

namespace SageTasks.Cavatica.Tests.Guard;

/// <summary>How a batch ended whose children did not all succeed.</summary>
public sealed class BatchStateTests
{
    [Theory]
    [InlineData(LocalCavaticaStatus.Completed, RunState.Succeeded, null)]
    [InlineData(LocalCavaticaStatus.Failed, RunState.Failed, "children of the batch: 1 failed, 0 stopped")]
    [InlineData(LocalCavaticaStatus.Aborted, RunState.Canceled, "children of the batch: 0 failed, 1 stopped")]
    public async Task A_batch_that_is_shown_as_completed_is_no_better_than_its_children(string worst, RunState expected, string? message)
    {
        await using var cavatica = await LocalCavatica.StartAsync(new LocalCavaticaOptions { IsScripted = true });
        var project = cavatica.AddProject("p");
        var app = cavatica.AddApp(project, "each", """{"class":"CommandLineTool","cwlVersion":"v1.2","inputs":{"reads":"File"},"outputs":{}}""");
        var files = new[] { "a", "b" }.Select(name => cavatica.AddFile(project, name, "x"u8.ToArray()));
        var request = new TaskRequest
        {
            Project = project,
            App = app,
            Name = "each",
            Inputs = new TaskInputs().AddFiles("reads", files).ToJson(),
            BatchInput = "reads",
            BatchBy = new BatchBy { Type = BatchType.Item },
        };
        var client = cavatica.Connect();
        var key = SubmissionKey.Parse("abcdefghijklmnopqrstuvwxyz");
        var batch = await client.CreateTaskAsync(TaskMarks.Put(request, new SubmissionTag { Key = key, Attempt = 1 }), run: true);
        var children = await client.ListBatchChildrenAsync(batch.Id).ToListAsync();
        cavatica.SetStatus(children[0].Id, LocalCavaticaStatus.Completed);
        cavatica.SetStatus(children[1].Id, worst);
        cavatica.SetStatus(batch.Id, LocalCavaticaStatus.Completed);
        var runs = new CavaticaRuns(client, new CavaticaRunsOptions { Project = project });

        var found = Assert.Single((await runs.FindAsync([key])).Runs);

        Assert.Equal((expected, "COMPLETED", message), (found.State, found.RawState, found.Message));
        Assert.Equal(expected, (await runs.GetAsync(batch.Id))!.State);
        Assert.Equal(expected, Assert.Single(await runs.GetManyAsync([batch.Id])).State);
    }
}
