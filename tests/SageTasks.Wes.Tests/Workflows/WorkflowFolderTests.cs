using System.Text.Json.Nodes;
using SageTasks.ContractSuites;

namespace SageTasks.Wes.Tests.Workflows;

/// <summary>What of a folder is sent along with a workflow.</summary>
public sealed class WorkflowFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task CWL_brings_what_it_runs_imports_and_includes_and_the_files_of_its_parameters()
    {
        Write("workflows/main.cwl", """
            cwlVersion: v1.2
            class: Workflow
            requirements: [{class: SchemaDefRequirement, types: [{$import: types.yml}]}]
            steps:
              sort: {run: ../tools/sort.cwl, in: {words: words}, out: [out]}
              count:
                run: "../tools/count.cwl#main"
              remote:
                run: https://example.org/remote.cwl
              inner: {run: {class: CommandLineTool, baseCommand: 'true'}}
              again: {run: "#inner"}
            """);
        Write("tools/sort.cwl", "cwlVersion: v1.2\nhints: {$include: notes.txt}\ndefault: {class: File, location: default.txt}");
        Write("tools/count.cwl", """{"cwlVersion":"v1.2","run":"../tools/sort.cwl"}""");
        foreach (var name in (string[])["workflows/types.yml", "tools/notes.txt", "tools/default.txt", "data/words.txt", "data/words.txt.idx", "unused.cwl"])
        {
            Write(name, "x");
        }

        var request = await CollectAsync("workflows/main.cwl", submission => submission with
        {
            Folder = submission.Folder + Path.DirectorySeparatorChar, // as a shell completes it
            Parameters = new()
            {
                ["words"] = new JsonObject
                {
                    ["class"] = "File",
                    ["location"] = "data/words.txt",
                    ["secondaryFiles"] = new JsonArray(new JsonObject { ["class"] = "File", ["path"] = "data/words.txt.idx" }),
                },
                ["far"] = new JsonObject { ["class"] = "File", ["location"] = "s3://bucket/far.txt" },
            },
        });

        Assert.Equal(
            ["data/words.txt", "data/words.txt.idx", "tools/count.cwl", "tools/default.txt", "tools/notes.txt", "tools/sort.cwl", "workflows/main.cwl", "workflows/types.yml"],
            request.Attachments.Select(attachment => attachment.Name));
        Assert.Equal(("workflows/main.cwl", "CWL", "v1.2"), (request.WorkflowUrl, request.WorkflowType, request.WorkflowTypeVersion));
    }

    [Fact]
    public async Task WDL_brings_its_imports()
    {
        Write("main.wdl", "version 1.0\nimport \"lib/tasks.wdl\" as tasks\nimport \"https://example.org/far.wdl\"\nworkflow w {}");
        Write("lib/tasks.wdl", "version 1.0\nimport 'more.wdl'");
        Write("lib/more.wdl", "version 1.0");

        var request = await CollectAsync("main.wdl");

        Assert.Equal(["lib/more.wdl", "lib/tasks.wdl", "main.wdl"], request.Attachments.Select(attachment => attachment.Name));
        Assert.Equal(("WDL", "1.0"), (request.WorkflowType, request.WorkflowTypeVersion));
    }

    [Fact]
    public async Task Snakemake_brings_rules_scripts_environments_and_configuration()
    {
        Write("workflow/Snakefile", "configfile: \"config/config.yaml\"\ninclude: \"rules/count.smk\"\n");
        Write("workflow/rules/count.smk", "rule count:\n    conda:\n        \"../envs/count.yaml\"\n    script:\n        \"../scripts/count.py\"\n    input: \"data/{sample}.txt\"\n");
        Write("workflow/envs/count.yaml", "x");
        Write("workflow/scripts/count.py", "x");
        Write("config/config.yaml", "x");

        var request = await CollectAsync("workflow/Snakefile");

        Assert.Equal(
            ["config/config.yaml", "workflow/Snakefile", "workflow/envs/count.yaml", "workflow/rules/count.smk", "workflow/scripts/count.py"],
            request.Attachments.Select(attachment => attachment.Name));
        Assert.Equal("SMK", request.WorkflowType);
    }

    [Fact]
    public async Task Nextflow_brings_its_modules_and_its_configuration()
    {
        Write("main.nf", "include { COUNT } from './modules/count'\ninclude { X } from 'plugin/nf-schema'\n");
        Write("modules/count.nf", "process COUNT {}");
        Write("nextflow.config", "x");

        Assert.Equal(["main.nf", "modules/count.nf", "nextflow.config"], (await CollectAsync("main.nf")).Attachments.Select(attachment => attachment.Name));
    }

    [Fact]
    public async Task A_whole_folder_is_sent_where_that_is_asked_for()
    {
        Write("main.sh", "cat lib/words.txt");
        Write("lib/words.txt", "x");
        Write(".git/config", "x");

        Assert.Equal(["main.sh"], (await CollectAsync("main.sh")).Attachments.Select(attachment => attachment.Name));
        Assert.Equal(["lib/words.txt", "main.sh"], (await CollectAsync("main.sh", submission => submission with { WholeFolder = true })).Attachments.Select(attachment => attachment.Name));
    }

    [Fact]
    public async Task Links_within_the_folder_are_followed_once_and_none_leads_out_of_it()
    {
        Write("flow/main.sh", "x");
        Write("flow/lib/words.txt", "words");
        Write("outside/secret.txt", "secret");
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "flow", "again.txt"), "lib/words.txt");
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "flow", "lib", "up"), "..");
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "flow", "other"), "lib");

        var request = await CollectAsync("main.sh", InFlow);
        Assert.Equal(["again.txt", "lib/words.txt", "main.sh", "other/words.txt"], request.Attachments.Select(attachment => attachment.Name));

        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "flow", "far"), Path.Combine(_folder.Path, "outside"));
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "flow", "far.txt"), "../outside/secret.txt");
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "flow", "gone.txt"), "nowhere");
        var refused = await Assert.ThrowsAsync<ArgumentException>(() => CollectAsync("main.sh", InFlow));
        Assert.All(["'far' leads through a link", "'far.txt' leads through a link", "'gone.txt' is a link that leads nowhere"], word => Assert.Contains(word, refused.Message, StringComparison.Ordinal));

        WorkflowSubmission InFlow(WorkflowSubmission submission) => submission with { Folder = Path.Combine(_folder.Path, "flow"), WholeFolder = true };
    }

    [Fact]
    public async Task An_import_through_a_link_that_leads_out_is_refused()
    {
        Write("flow/main.cwl", "cwlVersion: v1.2\nrun: linked/tool.cwl");
        Write("outside/tool.cwl", "cwlVersion: v1.2");
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "flow", "linked"), Path.Combine(_folder.Path, "outside"));

        var refused = await Assert.ThrowsAsync<ArgumentException>(() => CollectAsync("main.cwl", submission => submission with { Folder = Path.Combine(_folder.Path, "flow") }));

        Assert.Contains("'linked/tool.cwl' leads through a link", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_commented_out_is_not_needed()
    {
        Write("main.cwl", "# cwlVersion: v1.0\ncwlVersion: v1.2 # as of today\n# run: old.cwl\nsteps:\n  a: {run: new.cwl} # run: older.cwl\n  b: {run: \"#main\"}\n");
        Write("new.cwl", """{"cwlVersion":"v1.2","doc":"a # b","run":"last.cwl"}""");
        Write("last.cwl", "cwlVersion: v1.2");
        Write("main.wdl", "# a workflow\nversion 1.1 # the newest\n# import \"old.wdl\"\nworkflow w {}");
        Write("main.nf", "// include { A } from './a'\n/* include { B } from './b' */\nparams.reads = 'data/*.fq'\ninclude { C } from './c' // include { D } from './d'\nx = 'y/*/z'\n");
        Write("c.nf", "x");

        var cwl = await CollectAsync("main.cwl");

        Assert.Equal(("v1.2", "1.1"), (cwl.WorkflowTypeVersion, (await CollectAsync("main.wdl")).WorkflowTypeVersion));
        Assert.Equal(["last.cwl", "main.cwl", "new.cwl"], cwl.Attachments.Select(attachment => attachment.Name));
        Assert.Equal(["c.nf", "main.nf"], (await CollectAsync("main.nf")).Attachments.Select(attachment => attachment.Name));
    }

    [Fact]
    public async Task References_are_addresses_so_that_a_space_may_be_written_in_three_ways()
    {
        Write("main.cwl", "cwlVersion: v1.2\nsteps:\n  a: {run: my%20tool.cwl}\n  b: {run: \"your tool.cwl\"}\n  c: {run: 'per%25cent.cwl'}");
        foreach (var name in (string[])["my tool.cwl", "your tool.cwl", "per%cent.cwl", "data/my words.txt"])
        {
            Write(name, "cwlVersion: v1.2");
        }

        var request = await CollectAsync("main.cwl", submission => submission with
        {
            Parameters = new() { ["words"] = new JsonObject { ["class"] = "File", ["location"] = "data/my%20words.txt" } },
        });

        Assert.Equal(["data/my words.txt", "main.cwl", "my tool.cwl", "per%cent.cwl", "your tool.cwl"], request.Attachments.Select(attachment => attachment.Name));
    }

    [Theory]
    [InlineData("https://example.org/files/main%2Ecwl", "CWL")]
    [InlineData("https://example.org/flows%2FSnakefile%20v1", "SMK")]
    [InlineData("https://example.org/my%20flow.wdl?raw=1", "WDL")]
    public async Task The_language_is_told_by_the_name_behind_an_address(string address, string type) => Assert.Equal(
        type, (await Tasks().CollectAsync(new WorkflowSubmission { Workflow = address, WorkflowTypeVersion = "1.0" })).WorkflowType);

    [Theory]
    [InlineData("run: missing.cwl", "'missing.cwl', which is not there")]
    [InlineData("run: ../../outside.cwl", "lies outside")]
    public async Task What_is_missing_or_lies_outside_is_told(string text, string word)
    {
        Write("main.cwl", $"cwlVersion: v1.2\n{text}");

        Assert.Contains(word, (await Assert.ThrowsAsync<ArgumentException>(() => CollectAsync("main.cwl"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_told_is_asked_for()
    {
        Write("main.txt", "x");
        Write("main.cwl", "class: Workflow");

        Assert.Contains("WorkflowType", (await Assert.ThrowsAsync<ArgumentException>(() => CollectAsync("main.txt"))).Message, StringComparison.Ordinal);
        Assert.Contains("WorkflowTypeVersion", (await Assert.ThrowsAsync<ArgumentException>(() => CollectAsync("main.cwl"))).Message, StringComparison.Ordinal);
        Assert.Contains("no file", (await Assert.ThrowsAsync<ArgumentException>(() => CollectAsync("none.cwl"))).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(() => CollectAsync("../main.cwl"));
    }

    [Fact]
    public async Task A_plain_address_is_the_servers_to_read()
    {
        var request = await Tasks().CollectAsync(new WorkflowSubmission { Workflow = "https://example.org/main.wdl?raw=1", WorkflowTypeVersion = "1.0" });

        Assert.Equal(("https://example.org/main.wdl?raw=1", "WDL"), (request.WorkflowUrl, request.WorkflowType));
        Assert.Empty(request.Attachments);
    }

    private static WesTasks Tasks() => new(Stubs.StubWes.Client(new Stubs.StubWes()));

    private Task<WesRunRequest> CollectAsync(string workflow, Func<WorkflowSubmission, WorkflowSubmission>? change = null)
    {
        var submission = new WorkflowSubmission { Workflow = workflow, Folder = _folder.Path };
        return Tasks().CollectAsync(change?.Invoke(submission) ?? submission);
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder.Path, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
