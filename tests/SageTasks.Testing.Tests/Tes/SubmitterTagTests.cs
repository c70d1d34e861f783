namespace SageTasks.Testing.Tests;

/// <summary>Tags that say who submitted a task.</summary>
public sealed class SubmitterTagTests
{
    private const string Hello = "0911c1c7-de5d-442f-94e8-31814a035f8c";
    private const string Slices = "600f4b49-aefd-41fc-9797-94e5b781b0bb";
    private const string Inner = "11111111-aefd-41fc-9797-94e5b781b0bb";

    [Theory]
    [InlineData("wf_hello", Hello, "hello", "")]
    [InlineData("MultiStep", Slices, "SliceBytes", "/shard-1")]
    public async Task Cromwell_is_known_by_outputs_that_stay_in_its_execution_folder(string workflow, string id, string stage, string shard)
    {
        var folder = $"/tes-wd/shared/{workflow}/{id}/call-{stage}{shard}/execution";
        var tags = await TagsAsync(OldCromwell(id, folder));
        Assert.Equal(["cromwell", id, workflow, stage, folder], Values(tags, "name", "workflow-id", "workflow-name", "workflow-stage", "cromwell-executiondir"));
    }

    [Theory]
    [InlineData(Hello, "/tes-wd/shared/wf_hello/" + Slices + "/call-hello/execution")]
    [InlineData("no id", "/tes-wd/shared/wf_hello/" + Hello + "/call-hello/execution")]
    [InlineData(Hello, "/elsewhere/wf_hello/" + Hello + "/call-hello/execution")]
    public async Task What_only_looks_like_Cromwell_is_not(string description, string folder) => Assert.Empty(await TagsAsync(OldCromwell(description, folder)));

    [Theory]
    [InlineData(Hello + ":BackendJobDescriptorKey_CommandCallNode_wf_hello.hello:-1:1", "/cromwell-executions/wf_hello/" + Hello + "/call-hello/execution", "wf_hello", Hello, "hello")]
    [InlineData(Slices + ":key:3:2", "/cromwell-executions/MultiStep/" + Slices + "/call-SliceBytes/shard-3/attempt-2/execution", "MultiStep", Slices, "SliceBytes")]
    [InlineData(Inner + ":key:-1:1", "/cromwell-executions/main/" + Hello + "/call-sub/sub/" + Inner + "/call-inner/execution", "main", Hello, "inner")]
    public async Task Cromwell_is_known_by_its_script_and_its_return_code(string description, string folder, string workflow, string id, string stage)
    {
        var tags = await TagsAsync($$"""
            {"description":"{{description}}","executors":[{"image":"a","command":["/bin/bash","{{folder}}/script"]}],
             "inputs":[{"name":"commandScript","description":"wf.hello.commandScript","path":"{{folder}}/script","content":"true","type":"FILE"}],
             "outputs":[{"name":"rc","path":"{{folder}}/rc","url":"/c/rc","type":"FILE"}]}
            """);
        Assert.Equal(["cromwell", id, workflow, stage], Values(tags, "name", "workflow-id", "workflow-name", "workflow-stage"));
        Assert.False(tags.ContainsKey("ms-submitter-cromwell-executiondir"));
    }

    [Theory]
    [InlineData("nextflow", "FASTQC", """{"name":"FASTQC (s1)","executors":[{"image":"a","workdir":"/job","command":["/bin/bash","-o","pipefail","-c","bash /job/.command.run 2>&1 | tee /job/.command.log"]}]}""")]
    [InlineData("snakemake", "bwa_map", """{"name":"snakejob.bwa_map.3.sh","description":"","executors":[{"image":"a","command":["/bin/bash","/scripts/run_snakemake.sh"]}]}""")]
    [InlineData("cwl-tes", "echo", """{"name":"echo","tags":{"CWLDocumentId":"file:///echo.cwl"},"executors":[{"image":"a","command":["echo"]}]}""")]
    [InlineData("cwl-tes", "echo", """{"name":"echo","inputs":[{"path":"/a","content":"a","description":"cwl_input:file"}],"executors":[{"image":"a","command":["echo"]}]}""")]
    public async Task Other_engines_are_known_by_their_own_marks(string name, string stage, string task)
    {
        var tags = await TagsAsync(task);
        Assert.Equal([name, stage], Values(tags, "name", "workflow-stage"));
        Assert.Equal(tags.GetValueOrDefault("CWLDocumentId"), tags.GetValueOrDefault("ms-submitter-workflow-id"));
    }

    [Fact]
    public async Task Tags_of_the_client_stay_and_other_tasks_get_none()
    {
        var mine = await TagsAsync("""{"name":"snakejob.a.1.sh","tags":{"ms-submitter-name":"me","k":"v"},"executors":[{"image":"a","command":["/bin/bash","/scripts/run_snakemake.sh"]}]}""");
        Assert.Equal(["me", "a"], Values(mine, "name", "workflow-stage"));
        Assert.Equal("v", mine["k"]);
        Assert.Empty(await TagsAsync(TesSession.Hello));
        Assert.Empty(await TagsAsync("""{"executors":[{"image":"a","command":["/bin/bash","/scripts/run_snakemake.sh"]}]}""", LocalTesPersonality.Funnel));
    }

    private static string OldCromwell(string description, string folder)
    {
        var outputs = string.Join(',', new[] { "rc", "stdout", "stderr" }.Select(name => $$"""{"path":"{{folder}}/{{name}}","url":"{{folder}}/{{name}}"}"""));
        return $$"""{"description":"{{description}}:wf.call","executors":[{"image":"a","command":["true"]}],"outputs":[{{outputs}}]}""";
    }

    private static List<string> Values(IReadOnlyDictionary<string, string?> tags, params string[] names) =>
        [.. names.Select(name => tags.GetValueOrDefault($"ms-submitter-{name}") ?? "none")];

    private static async Task<IReadOnlyDictionary<string, string?>> TagsAsync(string task, LocalTesPersonality personality = LocalTesPersonality.Spec)
    {
        await using var tes = await TesSession.SimulateAsync(personality);
        await tes.CreateAsync(task);
        return tes.Tes.Tasks[0].Tags;
    }
}
