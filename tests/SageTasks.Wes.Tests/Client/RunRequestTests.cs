using System.Text;
using System.Text.RegularExpressions;
using SageTasks.ContractSuites;

namespace SageTasks.Wes.Tests.Client;

/// <summary>A run request: what is refused, and what exactly is sent.</summary>
public sealed partial class RunRequestTests
{
    private static readonly WesRunRequest Request = new() { WorkflowUrl = "a/main.cwl", WorkflowType = "CWL", WorkflowTypeVersion = "v1.2", Attachments = [WesAttachment.FromText("a/main.cwl", "cwl")] };

    [Fact]
    public async Task Fields_are_plain_parts_and_attachments_have_names_with_folders()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "reads.txt");
        await File.WriteAllTextAsync(file, "ACGT");
        using var content = new RunRequestContent(Request with
        {
            Parameters = new() { ["n"] = 1, ["ä"] = "ö" },
            Tags = new Dictionary<string, string> { ["b"] = "1", ["a"] = "x" },
            WorkflowEngine = "cwltool",
            EngineParameters = new Dictionary<string, string> { ["--debug"] = "" },
            Attachments = [.. Request.Attachments, WesAttachment.FromFile(file, "data/réads 1.txt")],
        });

        var bytes = await content.ReadAsByteArrayAsync();
        var boundary = content.Headers.ContentType!.Parameters.Single().Value!;
        var text = Encoding.UTF8.GetString(bytes).Replace(boundary, "B", StringComparison.Ordinal);

        Assert.Equal(
            """
            --B
            Content-Disposition: form-data; name="workflow_params"

            {"n":1,"\u00E4":"\u00F6"}
            --B
            Content-Disposition: form-data; name="workflow_type"

            CWL
            --B
            Content-Disposition: form-data; name="workflow_type_version"

            v1.2
            --B
            Content-Disposition: form-data; name="workflow_url"

            a/main.cwl
            --B
            Content-Disposition: form-data; name="workflow_engine"

            cwltool
            --B
            Content-Disposition: form-data; name="workflow_engine_parameters"

            {"--debug":""}
            --B
            Content-Disposition: form-data; name="tags"

            {"a":"x","b":"1"}
            --B
            Content-Disposition: form-data; name="workflow_attachment"; filename="a/main.cwl"
            Content-Type: application/octet-stream

            cwl
            --B
            Content-Disposition: form-data; name="workflow_attachment"; filename="data/réads 1.txt"
            Content-Type: application/octet-stream

            ACGT
            --B--

            """.ReplaceLineEndings("\r\n"),
            text);
        Assert.Equal(bytes.Length, content.Headers.ContentLength);
        Assert.Matches(Letters(), boundary);
    }

    [Fact]
    public async Task A_file_that_grew_since_the_request_began_breaks_it_off()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "reads.txt");
        await File.WriteAllTextAsync(file, "ACGT");
        using var content = new RunRequestContent(Request with { Attachments = [.. Request.Attachments, WesAttachment.FromFile(file)] });
        await File.AppendAllTextAsync(file, "ACGT");

        var broken = await Assert.ThrowsAnyAsync<Exception>(() => content.CopyToAsync(Stream.Null));

        Assert.Contains("reads.txt", (broken.InnerException ?? broken).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../main.cwl")]
    [InlineData("/main.cwl")]
    [InlineData("a/../main.cwl")]
    [InlineData("a//main.cwl")]
    [InlineData("./main.cwl")]
    [InlineData("C:main.cwl")]
    [InlineData("a\\main.cwl")]
    [InlineData("ma\"in.cwl")]
    [InlineData("ma\nin.cwl")]
    [InlineData(" ")]
    public void Names_that_lead_elsewhere_or_are_misread_are_refused(string name)
    {
        var refused = Assert.Throws<ArgumentException>(() => RunRequestRules.Check(Request with { Attachments = [.. Request.Attachments, WesAttachment.FromText("x", "y") with { Name = name }] }));

        Assert.Contains($"'{name}'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once()
    {
        var refused = Assert.Throws<ArgumentException>(() => RunRequestRules.Check(new WesRunRequest
        {
            WorkflowUrl = "main.cwl",
            WorkflowType = " ",
            WorkflowTypeVersion = "",
            WorkflowEngineVersion = "1",
            Tags = new Dictionary<string, string> { [""] = "x", ["y"] = null! },
            Attachments = [WesAttachment.FromText("a", "1"), WesAttachment.FromText("a", "2"), WesAttachment.FromText("a/b", "3"), new() { Name = "c" }, new() { Name = "d", Path = "p", Text = "t" }],
        }));

        Assert.All(
            new[] { "WorkflowType is blank", "WorkflowTypeVersion is blank", "WorkflowEngineVersion is '1'", "'main.cwl', which is neither", "Two attachments", "use it as a folder", "'c' needs either", "'d' needs either", "no value for 'y'" },
            word => Assert.Contains(word, refused.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://example.org/main.cwl")]
    [InlineData("file:///data/main.cwl")]
    [InlineData("s3://bucket/main.cwl")]
    [InlineData("a/main.cwl")]
    public void An_address_or_the_name_of_an_attachment_is_a_workflow(string url) => RunRequestRules.Check(Request with { WorkflowUrl = url });

    [GeneratedRegex(@"\A[A-Za-z0-9-]{1,70}\z", RegexOptions.None, 1000)]
    private static partial Regex Letters();
}
