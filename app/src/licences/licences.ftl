# Licences

trackerwatch itself is under the [Apache Licence 2.0](../LICENSE). This page lists what it is shipped with. It is made by the build, which refuses a library under any other licence than these ([why](decisions/0178-what-is-shipped-and-under-which-licence.md)); the text stands in the library's jar, in the folder's `LICENSE` where it is Apache 2.0, or in its `licences`.

| library | version | licence |
|---|---|---|
<#list dependencyMap as entry>
<#assign project = entry.getKey()/>
<#assign licences = entry.getValue()/>
| <#if (project.url!"") != "">[${project.groupId}:${project.artifactId}](${project.url})<#else>${project.groupId}:${project.artifactId}</#if> | ${project.version} | <#list licences as licence>${licence}<#sep> or </#sep></#list> |
</#list>

Not from Maven:

| what | version | licence |
|---|---|---|
| SQLite, within sqlite-jdbc | as its version says | public domain |
| [uPlot](https://github.com/leeoniya/uPlot), in the page | as in `web/vendor` | MIT, its text beside it |
| the Java runtime, made by `jlink` of the JDK that builds | 25 | GPL 2.0 with the Classpath Exception, its texts in `runtime/legal` |
