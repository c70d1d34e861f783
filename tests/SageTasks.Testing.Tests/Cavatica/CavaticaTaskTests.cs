using System.Net;
using System.Text.Json;
using SageTasks.ContractSuites;

namespace SageTasks.Testing.Tests;

/// <summary>Tasks, played: drafted, started, changed, copied, stopped, listed.</summary>
public sealed class CavaticaTaskTests
{
    [Fact]
    public async Task A_draft_is_started_once_and_shows_more_than_was_sent()
    {
        await using var session = await CavaticaSession.StartAsync();
        var (one, two) = (session.Cavatica.AddFile(session.Project, "a.txt", "alpha"u8.ToArray()), session.Cavatica.AddFile(session.Project, "b.txt", "b"u8.ToArray()));
        var id = await session.DraftAsync(inputs: $$"""{"reads":[{"class":"File","path":"{{one}}"},{"class":"File","path":"{{two}}","name":"mine"}]}""");
        var draft = await session.GetAsync($"tasks/{id}");
        var run = await session.PostAsync($"tasks/{id}/actions/run", "null");

        Assert.Equal("DRAFT", draft.GetProperty("status").GetString());
        Assert.Equal(["reads", "reference", "threads", "label"], CavaticaSession.Fields(draft.GetProperty("inputs")));
        Assert.Equal(JsonValueKind.Null, draft.GetProperty("inputs").GetProperty("reference").ValueKind);
        Assert.Equal("a.txt", draft.GetProperty("inputs").GetProperty("reads")[0].GetProperty("name").GetString());
        Assert.Equal(5, draft.GetProperty("inputs").GetProperty("reads")[0].GetProperty("size").GetInt32());
        Assert.Equal("mine", draft.GetProperty("inputs").GetProperty("reads")[1].GetProperty("name").GetString());
        Assert.Equal("[]", draft.GetProperty("errors").GetRawText());
        Assert.Equal("RUNNING", run.GetProperty("status").GetString());
        Assert.Equal("sage", run.GetProperty("executed_by").GetString());
        Assert.Equal(7010, await session.CodeAsync("POST", $"tasks/{id}/actions/run", null, HttpStatusCode.BadRequest));
        Assert.Equal(id, Assert.Single(session.Cavatica.Journal.OfKind("task.started")).Id);
    }

    [Fact]
    public async Task What_cannot_be_started_stays_behind_as_a_draft()
    {
        await using var session = await CavaticaSession.StartAsync();
        var refused = await session.SendAsync("POST", "tasks?action=run", session.Task(inputs: """{"threads":"many","stray":1}"""), HttpStatusCode.Created);
        var id = refused.GetProperty("id").GetString();

        Assert.Equal("DRAFT", refused.GetProperty("status").GetString());
        Assert.Equal(2, refused.GetProperty("errors").GetArrayLength());
        Assert.Contains("'reads'", refused.GetProperty("errors")[0].GetString(), StringComparison.Ordinal);
        Assert.Contains("'threads'", refused.GetProperty("errors")[1].GetString(), StringComparison.Ordinal);
        Assert.Contains("'stray'", refused.GetProperty("warnings")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal(7024, await session.CodeAsync("POST", $"tasks/{id}/actions/run", null, HttpStatusCode.BadRequest));
        Assert.Equal("DRAFT", Assert.Single(session.Cavatica.Tasks).Status);
    }

    [Fact]
    public async Task Bad_tasks_are_refused_with_codes()
    {
        await using var session = await CavaticaSession.StartAsync();
        await session.DraftAsync();

        Assert.Equal(3006, await CodeAsync("""{"app":"sage/study/hello"}"""));
        Assert.Equal(7015, await CodeAsync("""{"project":"sage/study"}"""));
        Assert.Equal(3012, await CodeAsync("""{"project":"study","app":"sage/study/hello"}"""));
        Assert.Equal(6011, await CodeAsync("""{"project":"sage/study","app":"hello"}"""));
        Assert.Equal(6002, await session.CodeAsync("POST", "tasks", """{"project":"sage/study","app":"sage/study/hello/7"}""", HttpStatusCode.NotFound));
        Assert.Equal(5002, await CodeAsync(session.Task(inputs: """{"reference":{"class":"File","path":"nowhere"}}""")));
        Assert.Equal(7023, await CodeAsync(session.Task(more: ""","batch_input":"reads" """)));
        Assert.Equal(7020, await CodeAsync(session.Task(more: ""","batch_input":"reads","batch_by":{"type":"luck"}""")));
        Assert.Equal(7019, await CodeAsync(session.Task(more: ""","batch_input":"reads","batch_by":{"type":"CRITERIA"}""")));
        Assert.Equal(90_009, await CodeAsync("{"));
        Assert.Equal(7002, await session.CodeAsync("GET", $"tasks/{Guid.NewGuid()}", null, HttpStatusCode.NotFound));
        Assert.Equal(7006, await session.CodeAsync("GET", "tasks?status=DONE", null, HttpStatusCode.BadRequest));
        Assert.Equal(7006, await session.CodeAsync("GET", "tasks?status=CREATING", null, HttpStatusCode.BadRequest));
        Assert.Single(session.Cavatica.Tasks);

        Task<int> CodeAsync(string body) => session.CodeAsync("POST", "tasks", body, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Only_drafts_are_changed_and_only_what_does_not_run_is_deleted()
    {
        await using var session = await CavaticaSession.StartAsync();
        var file = session.Cavatica.AddFile(session.Project, "a.txt", "a"u8.ToArray());
        var id = await session.DraftAsync(inputs: """{"label":"x","threads":3}""");
        var changed = await session.SendAsync("PATCH", $"tasks/{id}", $$$"""{"description":"d","inputs":{"label":null,"reads":[{"class":"File","path":"{{{file}}}"}]}}""");
        await session.PostAsync($"tasks/{id}/actions/run");

        Assert.Equal("d", changed.GetProperty("description").GetString());
        Assert.Equal(JsonValueKind.Null, changed.GetProperty("inputs").GetProperty("label").ValueKind);
        Assert.Equal(3, changed.GetProperty("inputs").GetProperty("threads").GetInt32());
        Assert.Equal(7026, await session.CodeAsync("PATCH", $"tasks/{id}", """{"description":"late"}""", HttpStatusCode.BadRequest));
        Assert.Equal("renamed", (await session.SendAsync("PATCH", $"tasks/{id}", """{"name":"renamed"}""")).GetProperty("name").GetString());
        Assert.Equal(7013, await session.CodeAsync("DELETE", $"tasks/{id}", "{}", HttpStatusCode.BadRequest));
        session.Cavatica.SetStatus(id, LocalCavaticaStatus.Failed, "exit 1");
        Assert.Equal("exit 1", (await session.GetAsync($"tasks/{id}/execution_details")).GetProperty("message").GetString());
        await session.SendAsync("DELETE", $"tasks/{id}", "{}", HttpStatusCode.NoContent);
        Assert.Empty(session.Cavatica.Tasks);
    }

    [Fact]
    public async Task A_task_is_aborted_late_where_the_fault_says_so_and_cloned_as_a_draft()
    {
        await using var session = await CavaticaSession.StartAsync();
        var id = session.Cavatica.AddPastTask(new PastCavaticaTask { Name = "t", Project = session.Project, App = session.App, Status = "RUNNING" });
        session.Cavatica.Faults.Strike(FaultKind.SlowCancel, "POST /tasks/*/actions/abort", delay: TimeSpan.FromMilliseconds(1));
        var aborting = await session.PostAsync($"tasks/{id}/actions/abort");
        var ended = await session.EndAsync(id);
        var clone = await session.SendAsync("POST", $"tasks/{id}/actions/clone", null, HttpStatusCode.Created);

        Assert.Equal("ABORTING", aborting.GetProperty("status").GetString());
        Assert.Equal("ABORTED", ended.GetProperty("status").GetString());
        Assert.Equal(7011, await session.CodeAsync("POST", $"tasks/{id}/actions/abort", null, HttpStatusCode.BadRequest));
        Assert.Equal("DRAFT", clone.GetProperty("status").GetString());
        Assert.NotEqual(id, clone.GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("""{"type":"item"}""", 3)]
    [InlineData("""{"type":"CRITERIA","criteria":["metadata.sample_id"]}""", 2)]
    public async Task A_batch_has_a_part_for_each_group_and_ends_with_the_last(string by, int parts)
    {
        await using var session = await CavaticaSession.StartAsync();
        var files = ((string[])["s1", "s1", "s2"]).Select((sample, index) =>
            session.Cavatica.AddFile(session.Project, $"f{index}.txt", "x"u8.ToArray(), new Dictionary<string, string> { ["sample_id"] = sample }));
        var inputs = $$"""{"reads":[{{string.Join(',', files.Select(file => $$"""{"class":"File","path":"{{file}}"}"""))}}]}""";
        var id = await session.DraftAsync(inputs: inputs, more: $$""","batch_input":"reads","batch_by":{{by}}""");
        await session.PostAsync($"tasks/{id}/actions/run");
        var children = (await session.GetAsync($"tasks?parent={id}&fields=_all")).GetProperty("items").EnumerateArray().ToList();
        var running = await session.GetAsync($"tasks/{id}");
        foreach (var child in children)
        {
            session.Cavatica.SetStatus(child.GetProperty("id").GetString()!, LocalCavaticaStatus.Completed);
        }

        Assert.Equal(parts, children.Count);
        Assert.All(children, child => Assert.Equal(id, child.GetProperty("parent").GetString()));
        Assert.All(children, child => Assert.True(child.GetProperty("batch_group").GetProperty("fields").EnumerateObject().Any()));
        Assert.Equal(3, children.Sum(child => child.GetProperty("inputs").GetProperty("reads").GetArrayLength()));
        Assert.Equal(parts, running.GetProperty("execution_status").GetProperty("running").GetInt32());
        Assert.True(running.GetProperty("batch").GetBoolean());
        Assert.Equal("COMPLETED", await session.StatusAsync(id));
        Assert.Single(CavaticaSession.Names(await session.GetAsync("tasks?batch=True")));
    }

    [Fact]
    public async Task An_app_batches_by_itself_unless_its_task_or_its_start_says_otherwise()
    {
        await using var session = await CavaticaSession.StartAsync();
        var app = session.Cavatica.AddApp(session.Project, "each", """
            {"class":"Workflow","cwlVersion":"v1.2","sbg:batchInput":"#reads","sbg:batchBy":{"type":"item"},"inputs":{"reads":"File[]"},"outputs":{}}
            """);
        var reads = string.Join(',', ((string[])["a", "b"]).Select(name => $$"""{"class":"File","path":"{{session.Cavatica.AddFile(session.Project, name, "x"u8.ToArray())}}"}"""));
        var body = $$$"""{"name":"t","project":"{{{session.Project}}}","app":"{{{app}}}","inputs":{"reads":[{{{reads}}}]}}""";

        var batch = await session.SendAsync("POST", "tasks?action=run", body, HttpStatusCode.Created);
        var single = await session.SendAsync("POST", "tasks?action=run&batch=false", body, HttpStatusCode.Created);

        Assert.Equal(("reads", """{"type":"item"}"""), (batch.GetProperty("batch_input").GetString(), batch.GetProperty("batch_by").GetRawText()));
        Assert.Equal(2, (await session.GetAsync($"tasks?parent={batch.GetProperty("id").GetString()}")).GetProperty("items").GetArrayLength());
        Assert.False(single.GetProperty("batch").GetBoolean());
    }

    [Fact]
    public async Task A_batch_is_being_created_until_its_parts_are_there()
    {
        var clock = new ManualTime();
        await using var session = await CavaticaSession.StartAsync(new LocalCavaticaOptions { IsScripted = true, BatchTime = TimeSpan.FromMinutes(1), TimeProvider = clock });
        var file = session.Cavatica.AddFile(session.Project, "a", "x"u8.ToArray());
        var id = await session.DraftAsync(inputs: $$"""{"reads":[{"class":"File","path":"{{file}}"}]}""", more: ""","batch_input":"reads","batch_by":{"type":"item"}""");
        var creating = await session.PostAsync($"tasks/{id}/actions/run");
        var before = CavaticaSession.Names(await session.GetAsync($"tasks?parent={id}"));
        clock.Advance(TimeSpan.FromMinutes(1));
        while (await session.StatusAsync(id) == "CREATING")
        {
            await Task.Delay(10);
        }

        Assert.Equal("CREATING", creating.GetProperty("status").GetString());
        Assert.Empty(before);
        Assert.Equal("RUNNING", await session.StatusAsync(id));
        Assert.Single(CavaticaSession.Names(await session.GetAsync($"tasks?parent={id}")));
    }

    [Fact]
    public async Task Lists_filter_and_order_as_asked()
    {
        await using var session = await CavaticaSession.StartAsync();
        session.Past(4);
        var draft = await session.DraftAsync("draft");

        Assert.Equal(["draft", "past-0003"], (await NamesAsync("")).Take(2));
        Assert.Equal(["past-0000", "past-0001"], (await NamesAsync("order_by=created_time")).Take(2));
        Assert.Equal(["past-0003", "past-0002"], (await NamesAsync("order_by=name&order=desc")).Take(2));
        Assert.Equal(["draft"], await NamesAsync("status=DRAFT"));
        Assert.Equal(5, (await NamesAsync("status=DRAFT&status=completed")).Length);
        Assert.Equal(["past-0002"], await NamesAsync("created_from=1970-01-01T02:00:00Z&created_to=1970-01-01T02:59:59Z"));
        Assert.Equal(["past-0000"], await NamesAsync("ended_to=1970-01-01T00:30:00Z"));
        Assert.Equal(["past-0003"], await NamesAsync("started_from=1970-01-01T03:00:00Z"));
        Assert.Equal(90_000, await session.CodeAsync("GET", "tasks?order_by=app", null, HttpStatusCode.BadRequest));
        var bulk = await session.PostAsync("bulk/tasks/get", $$"""{"task_ids":["{{draft}}","{{Guid.NewGuid()}}"]}""");
        Assert.Equal(7002, bulk.GetProperty("items")[1].GetProperty("error").GetProperty("code").GetInt32());
        Assert.Equal(90_000, await session.CodeAsync(
            "POST", "bulk/tasks/get", $$"""{"task_ids":[{{string.Join(',', Enumerable.Repeat("\"x\"", 101))}}]}""", HttpStatusCode.BadRequest));

        async Task<string[]> NamesAsync(string query) => CavaticaSession.Names(await session.GetAsync($"tasks?project=sage/study&{query}"));
    }

    [Fact]
    public async Task Faults_of_lists_hide_and_ignore_and_tasks_of_others_stay_theirs()
    {
        await using var session = await CavaticaSession.StartAsync();
        session.Cavatica.Faults.Add(new FaultRule { Kind = FaultKind.HideFromLists, Route = "POST /tasks", Probability = 1, Delay = TimeSpan.FromHours(1), MaxDelay = TimeSpan.FromHours(2) });
        var hidden = await session.DraftAsync("hidden");
        session.Past(1);
        var shown = CavaticaSession.Names(await session.GetAsync("tasks"));
        session.Cavatica.Faults.Remove(FaultKind.HideFromLists);
        session.Cavatica.Faults.Strike(FaultKind.IgnoreSearch, "GET /tasks");
        var ignored = CavaticaSession.Names(await session.GetAsync("tasks?status=FAILED"));
        session.Cavatica.Faults.Strike(FaultKind.EmptyList, "GET /tasks");
        var empty = CavaticaSession.Names(await session.GetAsync("tasks"));
        var other = session.Cavatica.AddUser("ada");
        session.Http.DefaultRequestHeaders.Remove("X-SBG-Auth-Token");
        session.Http.DefaultRequestHeaders.Add("X-SBG-Auth-Token", other);

        Assert.Equal(["past-0000"], shown);
        Assert.Equal(["past-0000"], ignored);
        Assert.Empty(empty);
        Assert.Empty(CavaticaSession.Names(await session.GetAsync("tasks")));
        Assert.Equal(7001, await session.CodeAsync("GET", $"tasks/{hidden}", null, HttpStatusCode.Forbidden));
        Assert.Equal(3001, await session.CodeAsync("GET", "tasks?project=sage/study", null, HttpStatusCode.Forbidden));
    }

    [Fact]
    public async Task People_clone_edit_age_and_delete_tasks()
    {
        await using var session = await CavaticaSession.StartAsync();
        var id = await session.DraftAsync(inputs: """{"threads":2}""");
        var before = session.Cavatica.Tasks[0].CreatedTime;
        session.Cavatica.EditTask(id, """{"threads":5,"label":null}""");
        session.Cavatica.Age(id, TimeSpan.FromHours(2));
        var clone = session.Cavatica.CloneTask(id, """{"threads":6}""");

        Assert.Equal("""{"threads":5}""", session.Cavatica.Tasks[0].Inputs.GetRawText());
        Assert.Equal(before.AddHours(-2), session.Cavatica.Tasks[0].CreatedTime);
        Assert.Equal("RUNNING", await session.StatusAsync(clone));
        session.Cavatica.DeleteTask(clone);
        Assert.Single(session.Cavatica.Tasks);
        Assert.Throws<ArgumentException>(() => session.Cavatica.DeleteTask(clone));
        Assert.Throws<ArgumentException>(() => session.Cavatica.EditTask(id, "[]"));
    }
}
