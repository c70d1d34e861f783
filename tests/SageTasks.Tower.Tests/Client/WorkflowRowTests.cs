using System.Text.Json;

namespace SageTasks.Tower.Tests.Client;

public sealed class WorkflowRowTests
{
    [Fact]
    public void Every_field_of_a_row_is_read_and_unknown_ones_are_skipped()
    {
        var page = Read("""
            {"brandNew":[{"a":1}],"workflow":{"id":"w1","runName":"x","projectName":"nf-core/rnaseq","sessionId":"s","status":"SUCCEEDED","submit":"2026-07-01T10:00:00Z",
            "start":"2026-07-01T10:00:01.5","complete":"2026-07-01T12:00:00+02:00","dateCreated":null,"revision":"main","userName":"ada","errorMessage":null,"exitStatus":"0",
            "params":{"id":"other","runName":[1,{"id":2}]},"stats":{"x":1}},"orgId":"3","orgName":"Sage","workspaceId":4,"workspaceName":"genomics","starred":true,
            "labels":[{"id":9,"name":"cohort"}],"progress":{"workflow":{"id":"wrong"}}}
            """);

        var item = Assert.Single(page.Workflows);
        Assert.Equal(
            new WorkflowRow
            {
                Id = "w1",
                RunName = "x",
                ProjectName = "nf-core/rnaseq",
                SessionId = "s",
                Status = WorkflowStatus.Succeeded,
                Submit = new DateTimeOffset(2026, 7, 1, 10, 0, 0, TimeSpan.Zero),
                Start = new DateTimeOffset(2026, 7, 1, 10, 0, 1, 500, TimeSpan.Zero),
                Complete = new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.FromHours(2)),
                Revision = "main",
                UserName = "ada",
                ExitStatus = 0,
            },
            item.Workflow);
        Assert.Equal((3L, "Sage", 4L, "genomics", true), (item.OrgId!.Value, item.OrgName, item.WorkspaceId!.Value, item.WorkspaceName, item.Starred!.Value));
        Assert.Equal("cohort", Assert.Single(item.Labels).Name);
    }

    [Theory]
    [InlineData("""{"workflow":{"runName":"x"}}""")]
    [InlineData("""{"workflow":null}""")]
    [InlineData("""{"orgId":1}""")]
    [InlineData("""{"workflow":{"id":{}}}""")]
    [InlineData("""[]""")]
    public void A_row_that_is_none_is_refused(string row) => Assert.Throws<JsonException>(() => Read(row));

    [Fact]
    public void Rows_that_differ_from_the_one_before_keep_their_own_words()
    {
        var rows = Read("""{"workflow":{"id":"1","userName":"ada"},"orgName":"A"},{"workflow":{"id":"2","userName":"bob"},"orgName":null},{"workflow":{"id":"3","userName":"ada"},"orgName":"A"}""").Workflows;

        Assert.Equal(["ada", "bob", "ada"], rows.Select(item => item.Workflow.UserName));
        Assert.Equal(["A", null, "A"], rows.Select(item => item.OrgName));
    }

    private static WorkflowPage Read(string rows) =>
        JsonSerializer.Deserialize($$"""{"workflows":[{{rows}}],"totalSize":1,"hasMore":false}""", TowerJson.Default.WorkflowPage)!;
}
