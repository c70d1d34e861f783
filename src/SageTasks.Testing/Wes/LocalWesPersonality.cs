namespace SageTasks.Testing;

/// <summary>Which server a <see cref="LocalWes"/> behaves like: WES servers part from the specification, each in its own way.</summary>
public enum LocalWesPersonality
{
    /// <summary>The specification, 1.1.0, to the letter.</summary>
    Spec,

    /// <summary>A server of version 1.0: rows of a list have an id and a state, there are no tasks, one engine version is one text, lists begin
    /// with the oldest run, and errors are plain text.</summary>
    Wes10,

    /// <summary>sapporo-service 2: no base path, <c>?tags=k:v</c> filters a list, the engine must be named, logs come as their text, outputs are an
    /// array, the end of a list is a null token, end times have no zone, <c>/tasks</c> is a 400, a tag that is no text is a 500, and an id that is
    /// no UUID is a 400.</summary>
    Sapporo,

    /// <summary>NGS360's service: <c>?filters={"tags":…}</c> filters a list, page tokens are offsets, errors say <c>detail</c>, every request
    /// needs Basic credentials, every run needs the tag <c>ProjectId</c>, and addresses of logs are relative.</summary>
    Ngs360,

    /// <summary>Toil's server: a list is called <c>workflows</c> and has no pages, its rows have an id and a state, parameters are mandatory, there are
    /// no tasks, and addresses of logs are relative.</summary>
    Toil,

    /// <summary>DNAstack's service: <c>?tag=k:v</c> filters a list, one engine version is one text, the end of a list is left out, and an unknown id
    /// is a 400.</summary>
    DnaStack,
}
